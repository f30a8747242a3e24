using ConvLog.Records;

namespace ConvLog;

/// <summary>Keeps everything in memory, for tests: entries in sequence order, function events in the order in which they began.</summary>
public sealed class InMemorySink : ILogSink
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];
    private readonly List<ApiResponseEntry> _apiResponses = [];
    private readonly List<KeptItem<FunctionEvent>> _functions = [];
    private readonly List<KeptItem<Turn>> _turns = [];
    private readonly List<KeptItem<ModelCallSnapshot>> _modelCalls = [];
    private readonly List<StoreRecord> _records = [];

    /// <summary>True: everything is kept in memory, and is available when the call returns.</summary>
    public bool NeverWaits => true;

    /// <summary>The entries so far, in sequence order, grouped by conversation.</summary>
    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            List<LogEntry> entries = Copy(_entries);

            // Threads may deliver entries in another order than they were numbered; OrderBy is stable.
            return [.. entries.GroupBy(static e => e.Scope.Writer).SelectMany(static writer => writer.OrderBy(static e => e.Sequence))];
        }
    }

    /// <summary>The API responses so far.</summary>
    public IReadOnlyList<ApiResponseEntry> ApiResponses => Copy(_apiResponses);

    /// <summary>The function events so far, in the order in which they began.</summary>
    public IReadOnlyList<FunctionEvent> FunctionEvents => Items(_functions);

    /// <summary>The turns so far, in the order in which they began.</summary>
    public IReadOnlyList<Turn> Turns => Items(_turns);

    /// <summary>The model calls so far, in the order in which they began: their state at the end, or at the beginning while they run.</summary>
    public IReadOnlyList<ModelCallSnapshot> ModelCalls => Items(_modelCalls);

    /// <summary>The openings, closings, state changes, metrics, feedback and notes so far.</summary>
    public IReadOnlyList<StoreRecord> Records => Copy(_records);

    /// <inheritdoc/>
    public void Emit(LogEntry entry) => Add(_entries, entry);

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Add(_apiResponses, response);

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        lock (_lock)
        {
            Begin(_turns, turn.Id, turn.Turn);
        }
    }

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        AddOrReplace(_turns, turn.Id, turn.Turn);
    }

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_lock)
        {
            Begin(_functions, call.Id, call.Event);
        }
    }

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        AddOrReplace(_functions, call.Id, call.Event);
    }

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Add(_modelCalls, new KeptItem<ModelCallSnapshot>(call.Id, call));
    }

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        AddOrReplace(_modelCalls, call.Id, call);
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Add(_records, record);

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _apiResponses.Clear();
            _functions.Clear();
            _turns.Clear();
            _modelCalls.Clear();
            _records.Clear();
        }
    }

    private void Add<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }
    }

    // An open item has not ended yet. After a queue it may have ended: its end then adds it, at the position of its beginning.
    private void Begin<T>(List<KeptItem<T>> list, string id, T? open)
        where T : class
    {
        if (open is null)
        {
            AddOrReplace(list, id, open);
        }
        else
        {
            list.Add(new KeptItem<T>(id, open));
        }
    }

    private void AddOrReplace<T>(List<KeptItem<T>> list, string id, T? item)
        where T : class
    {
        lock (_lock)
        {
            for (int i = list.Count - 1; i >= 0; i--)
            {
                if (string.Equals(list[i].Id, id, StringComparison.Ordinal))
                {
                    list[i] = new KeptItem<T>(id, item ?? list[i].Item);
                    return;
                }
            }

            list.Add(new KeptItem<T>(id, item));
        }
    }

    private List<T> Items<T>(List<KeptItem<T>> list)
        where T : class
        => [.. Copy(list).Select(static kept => kept.Item).OfType<T>()];

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }

    private readonly struct KeptItem<T>(string id, T? item)
        where T : class
    {
        public string Id { get; } = id;

        public T? Item { get; } = item;
    }
}
