using ConvLog.Records;

namespace ConvLog;

/// <summary>Keeps everything it is given, for tests: entries in sequence order, function events in the order they began.</summary>
public sealed class InMemorySink : ILogSink
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _entries = [];
    private readonly List<ApiResponseEntry> _apiResponses = [];
    private readonly List<FunctionEvent> _functionEvents = [];
    private readonly List<Turn> _turns = [];
    private readonly List<ModelCallSnapshot> _modelCalls = [];
    private readonly List<StoreRecord> _records = [];

    /// <summary>True: everything is kept in memory, and is there when the call returns.</summary>
    public bool NeverWaits => true;

    /// <summary>The entries so far, in sequence order; those of several conversations one conversation after the other.</summary>
    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            List<LogEntry> entries = Copy(_entries);

            // Threads can hand over in another order than they numbered; OrderBy keeps equal ones as they came.
            return [.. entries.GroupBy(static e => e.Scope.Writer).SelectMany(static writer => writer.OrderBy(static e => e.Sequence))];
        }
    }

    /// <summary>The API responses so far.</summary>
    public IReadOnlyList<ApiResponseEntry> ApiResponses => Copy(_apiResponses);

    /// <summary>The function events so far, in the order they began.</summary>
    public IReadOnlyList<FunctionEvent> FunctionEvents => Copy(_functionEvents);

    /// <summary>The turns so far, in the order they began.</summary>
    public IReadOnlyList<Turn> Turns => Copy(_turns);

    /// <summary>The model calls so far, in the order they began: as they ended, or as they began while they run.</summary>
    public IReadOnlyList<ModelCallSnapshot> ModelCalls => Copy(_modelCalls);

    /// <summary>Openings, closings, state changes, metrics, feedback and notes so far.</summary>
    public IReadOnlyList<StoreRecord> Records => Copy(_records);

    /// <inheritdoc/>
    public void Emit(LogEntry entry) => Add(_entries, entry);

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Add(_apiResponses, response);

    /// <inheritdoc/>
    public void TurnChanged(Turn turn) => AddOnce(_turns, turn);

    /// <inheritdoc/>
    public void FunctionChanged(FunctionEvent call) => AddOnce(_functionEvents, call);

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call) => Add(_modelCalls, call);

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (_lock)
        {
            int began = _modelCalls.FindIndex(known => string.Equals(known.Id, call.Id, StringComparison.Ordinal));
            if (began < 0)
            {
                _modelCalls.Add(call);
            }
            else
            {
                _modelCalls[began] = call;
            }
        }
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Add(_records, record);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _apiResponses.Clear();
            _functionEvents.Clear();
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

    private void AddOnce<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            if (!list.Contains(item))
            {
                list.Add(item);
            }
        }
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
