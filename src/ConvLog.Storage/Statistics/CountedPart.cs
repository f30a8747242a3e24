using ConvLog.Entries;

namespace ConvLog.Storage.Statistics;

/// <summary>The stored statistics of a past day, for one agent, account, environment and channel, or for several of those. Not thread-safe.</summary>
internal sealed class CountedPart : IStatisticsTally
{
    private readonly SortedDictionary<long, StatisticsCell> _turns = [];
    private readonly HashSet<(long Quarter, long Conversation, long? User)> _active = [];
    private readonly SortedDictionary<string, FunctionCell> _functions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool CountsTurns => true;

    /// <inheritdoc/>
    public ModelReport Models { get; } = new(0, long.MaxValue);

    /// <inheritdoc/>
    public void Add(long quarter, StatisticsCell cell) => TurnsOf(quarter).Add(cell);

    /// <inheritdoc/>
    public StatisticsCell TurnsOf(long quarter)
    {
        if (!_turns.TryGetValue(quarter, out var cell))
        {
            _turns[quarter] = cell = new StatisticsCell();
        }

        return cell;
    }

    /// <inheritdoc/>
    public void AddActive(long quarter, long conversationKey, long? userKey) => _active.Add((quarter, conversationKey, userKey));

    /// <inheritdoc/>
    public void AddFunction(string name, FunctionCell cell) => FunctionOf(name).Add(cell);

    /// <inheritdoc/>
    public FunctionCell FunctionOf(string name)
    {
        // The key that results from UTF-8, as when the part is read again.
        string key = TextRules.WithoutLoneSurrogates(name);
        if (!_functions.TryGetValue(key, out var cell))
        {
            _functions[key] = cell = new FunctionCell();
        }

        return cell;
    }

    /// <summary>Adds another part.</summary>
    public void Add(CountedPart other)
    {
        foreach (var (quarter, cell) in other._turns)
        {
            Add(quarter, cell);
        }

        _active.UnionWith(other._active);
        foreach (var (name, cell) in other._functions)
        {
            AddFunction(name, cell);
        }

        Models.AddBytes(other.Models.ToBytes());
    }

    /// <summary>Serializes the part. Consecutive numbers are written as the difference from the previous one.</summary>
    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        writer.Write(_turns.Count);
        long quarter = 0;
        foreach (var (at, cell) in _turns)
        {
            writer.Write(at - quarter);
            writer.Write(cell.ToBytes());
            quarter = at;
        }

        writer.Write(_active.Count);
        (quarter, long conversation) = (0, 0);
        foreach (var one in _active.Order())
        {
            writer.Write(one.Quarter - quarter);
            writer.Write(one.Conversation - conversation);
            writer.Write(one.User is { } user ? user + 1 : 0);
            (quarter, conversation) = (one.Quarter, one.Conversation);
        }

        writer.Write(_functions.Count);
        foreach (var (name, cell) in _functions)
        {
            writer.Write(name);
            writer.Write(cell.ToBytes());
        }

        writer.Write(Models.ToBytes());
        return writer.ToArray();
    }

    /// <summary>Adds a serialized part to a report.</summary>
    /// <param name="bytes">The result of <see cref="ToBytes"/>. All its quarters must be within the report's period.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="InvalidDataException">The bytes are not valid. The report then keeps the quarters added before the error.</exception>
    public static void AddTo(StatisticsReport report, ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        if (report.CountsTurns)
        {
            AddTurns(report, ref reader);
        }
        else
        {
            PassTurns(ref reader);
        }

        var models = reader.ReadBytes();
        reader.ExpectEnd();
        report.Models?.AddBytes(models);
    }

    private static void AddTurns(StatisticsReport report, ref VarintReader reader)
    {
        long quarter = 0;
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            quarter += reader.ReadInt64();
            report.Add(quarter, reader.ReadBytes());
        }

        (quarter, long conversation) = (0, 0);
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            quarter += reader.ReadInt64();
            conversation += reader.ReadInt64();
            long user = reader.ReadInt64();
            report.AddActive(quarter, conversation, user == 0 ? null : user - 1);
        }

        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            report.AddFunction(reader.ReadText(), reader.ReadBytes());
        }
    }

    private static void PassTurns(ref VarintReader reader)
    {
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            reader.ReadInt64();
            reader.ReadBytes();
        }

        for (long left = 3 * reader.ReadInt64(); left > 0; left--)
        {
            reader.ReadInt64();
        }

        for (long left = 2 * reader.ReadInt64(); left > 0; left--)
        {
            reader.ReadBytes();
        }
    }
}
