namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The functions, endpoints or models of a counted day (<see cref="CountedCalls"/>).</summary>
internal sealed class CountedTargets
{
    private readonly long _first;
    private readonly long _last;
    private readonly byte[] _targets;

    /// <exception cref="InvalidDataException">The bytes are not those of counted calls.</exception>
    public CountedTargets(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        _first = reader.ReadInt64();
        _last = reader.ReadInt64();
        Open = reader.ReadAscending();
        _targets = reader.Unread.ToArray();
    }

    /// <summary>The numbers of the conversations that are not counted.</summary>
    public IReadOnlyList<long> Open { get; }

    /// <summary>Whether all counted calls started within a period.</summary>
    public bool IsWithin(CallSeries series)
        => _targets.Length == 0 || (series.Includes(QuarterHour.StartOf(_first)) && QuarterHour.StartOf(_last + 1).UtcTicks <= series.EndTick);

    /// <summary>The numbers of the conversations with calls that a query names.</summary>
    public List<long> ConversationsOf(CallQuery query)
    {
        var found = new List<long>();
        var reader = new VarintReader(_targets);
        while (!reader.IsAtEnd)
        {
            var target = new CountedTarget(ref reader);
            if (target.Matches(query))
            {
                found.AddRange(target.Conversations);
            }
        }

        return found;
    }

    /// <summary>Adds all to a report.</summary>
    public void AddTo(ICallReport report)
    {
        var reader = new VarintReader(_targets);
        while (!reader.IsAtEnd)
        {
            report.Add(new CountedTarget(ref reader));
        }
    }
}
