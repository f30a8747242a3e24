using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>What statistics have of the conversations of one day and one agent, account, environment and channel, or of several of those.</summary>
internal sealed class CountedPart : IStatisticsTally
{
    private readonly SortedDictionary<long, StatisticsCell> _turns = [];
    private readonly List<(long Quarter, long Conversation, long? User)> _active = [];
    private readonly SortedDictionary<string, FunctionCell> _functions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ModelReport Models { get; } = new(0, long.MaxValue);

    public void Add(long quarter, StatisticsCell cell)
    {
        if (!_turns.TryGetValue(quarter, out var sum))
        {
            _turns[quarter] = sum = new StatisticsCell();
        }

        sum.Add(cell);
    }

    public void AddActive(long quarter, long conversationKey, long? userKey) => _active.Add((quarter, conversationKey, userKey));

    public void AddFunction(string name, FunctionCell cell)
    {
        if (!_functions.TryGetValue(name, out var sum))
        {
            _functions[name] = sum = new FunctionCell();
        }

        sum.Add(cell);
    }

    /// <summary>Adds all that another one has.</summary>
    public void Add(CountedPart other)
    {
        foreach (var (quarter, cell) in other._turns)
        {
            Add(quarter, cell);
        }

        _active.AddRange(other._active);
        foreach (var (name, cell) in other._functions)
        {
            AddFunction(name, cell);
        }

        Models.AddBytes(other.Models.ToBytes());
    }

    /// <summary>All of it. Numbers that follow each other are written as how far each is from the one before.</summary>
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

        _active.Sort();
        writer.Write(_active.Count);
        (quarter, long conversation) = (0, 0);
        foreach (var one in _active)
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

    /// <summary>Adds a part to a report.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> made of it. All its quarters are asked for.</param>
    /// <param name="report">What it is added to.</param>
    /// <exception cref="InvalidDataException">The bytes are no part. What was added by then stays.</exception>
    public static void AddTo(StatisticsReport report, ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
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

        var models = reader.ReadBytes();
        reader.ExpectEnd();
        report.Models?.AddBytes(models);
    }
}
