using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>What turns add up to: those of a quarter of an hour in a day that a store counted, those of a day in a report. Not thread-safe.</summary>
/// <remarks>
/// Everything is a sum of 128 bits or counts a turn, so no caller's figures overflow it, and cells can be merged in any order. What is distinct
/// (conversations, users) is no sum and not here.
/// </remarks>
internal sealed class StatisticsCell
{
    private static readonly int s_sums = Enum.GetValues<CellSum>().Length;
    private static readonly TurnStage[] s_stages = Enum.GetValues<TurnStage>();
    private readonly Int128[] _sums = new Int128[s_sums];
    private readonly SortedDictionary<string, CostSum> _costs = new(StringComparer.Ordinal);
    private readonly DurationHistogram?[] _stages = new DurationHistogram?[s_stages.Length]; // Few turns have any.

    /// <summary>How long users waited (<see cref="TurnRecord.ResponseTime"/>).</summary>
    public DurationHistogram ResponseTime { get; } = new();

    /// <summary>By currency; only those in which some turn has a cost.</summary>
    public IReadOnlyDictionary<string, CostSum> Costs => _costs;

    public Int128 this[CellSum sum] => _sums[(int)sum];

    /// <summary>The cell that these bytes are.</summary>
    /// <exception cref="InvalidDataException">They are not what <see cref="ToBytes"/> made.</exception>
    public static StatisticsCell Read(ReadOnlySpan<byte> bytes)
    {
        var cell = new StatisticsCell();
        cell.AddBytes(bytes);
        return cell;
    }

    /// <summary>Counts a turn as it stands.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="user">The end user's rating that stands.</param>
    /// <param name="team">The team's rating that stands.</param>
    public void Count(TurnRecord turn, FeedbackRating? user, FeedbackRating? team)
    {
        Add(CellSum.Messages, 1);
        Add(CellSum.FailedMessages, turn.HasFailed ? 1 : 0);
        Add(CellSum.InterruptedMessages, turn.IsInterrupted ? 1 : 0);
        Add(CellSum.RefusedMessages, turn.IsRefused ? 1 : 0);
        if (turn.ResponseTime is { } waited)
        {
            ResponseTime.Measure(waited);
        }

        if (turn.Stages is { } stages)
        {
            CountStages(stages);
        }

        if (turn.Usage is { } usage)
        {
            CountUsage(usage, turn.Latency);
        }

        CountRating(user, CellSum.UserLikes, CellSum.UserDislikes);
        CountRating(team, CellSum.TeamLikes, CellSum.TeamDislikes);
    }

    /// <summary>Counts all that another one did.</summary>
    public void Add(StatisticsCell other)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
        }

        foreach (var (currency, cost) in other._costs)
        {
            AddCost(currency, cost);
        }

        ResponseTime.Add(other.ResponseTime);
        foreach (var stage in s_stages)
        {
            if (other._stages[(int)stage] is { } took)
            {
                Of(stage).Add(took);
            }
        }
    }

    /// <summary>Adds to a sum, as a store does that lets its database add up.</summary>
    public void Add(CellSum sum, Int128 value) => _sums[(int)sum] += value;

    /// <summary>Adds what turns cost, as a store does that lets its database add up.</summary>
    public void AddCost(string currency, CostSum cost) => _costs[currency] = _costs.GetValueOrDefault(currency).Plus(cost);

    /// <summary>How long a stage took, to be added to.</summary>
    public DurationHistogram Of(TurnStage stage) => _stages[(int)stage] ??= new();

    /// <summary>How long a stage took.</summary>
    public DurationStatistics StatisticsOf(TurnStage stage) => _stages[(int)stage]?.ToStatistics() ?? DurationStatistics.None;

    // The sums in their order, how many currencies, each with its turns and units, the response times, and the stages that took time, each with its number.
    public byte[] ToBytes()
    {
        var writer = new VarintWriter();
        foreach (var sum in _sums)
        {
            writer.Write(sum);
        }

        writer.Write(_costs.Count);
        foreach (var (currency, cost) in _costs)
        {
            writer.Write(currency);
            writer.Write(cost.Turns);
            writer.Write(cost.Units);
        }

        ResponseTime.WriteTo(writer);
        foreach (var stage in s_stages)
        {
            if (_stages[(int)stage] is { IsEmpty: false } took)
            {
                writer.Write((int)stage);
                took.WriteTo(writer);
            }
        }

        writer.Write(s_stages.Length);
        return writer.ToArray();
    }

    /// <summary>Counts all that another one did.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> made of it.</param>
    /// <exception cref="InvalidDataException">It did not make these bytes. What was counted by then stays.</exception>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new VarintReader(bytes);
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += reader.ReadInt128();
        }

        long currencies = reader.ReadInt64();
        for (long i = 0; i < currencies; i++)
        {
            AddCost(reader.ReadText(), new CostSum(reader.ReadInt64(), reader.ReadInt128()));
        }

        ResponseTime.AddFrom(ref reader);
        for (long stage = reader.ReadInt64(); stage != s_stages.Length; stage = reader.ReadInt64())
        {
            if (stage < 0 || stage > s_stages.Length)
            {
                throw VarintReader.Damaged("there is no such stage");
            }

            Of((TurnStage)stage).AddFrom(ref reader);
        }

        reader.ExpectEnd();
    }

    private void CountStages(TurnStages stages)
    {
        foreach (var stage in s_stages)
        {
            if (stages.Took(stage) is { } took)
            {
                Of(stage).Measure(took);
            }
        }
    }

    private void CountUsage(ModelUsage usage, TimeSpan? latency)
    {
        Add(CellSum.InputTokens, usage.InputTokens ?? 0);
        Add(CellSum.OutputTokens, usage.OutputTokens ?? 0);
        Add(CellSum.OtherTokens, UsageSum.OtherOf(usage));
        if (latency is { } timed && usage.OutputTokens is { } output)
        {
            Add(CellSum.TimedOutputTokens, output);
            Add(CellSum.TimedTicks, Math.Max(0, timed.Ticks));
        }

        foreach (var (currency, cost) in UsageCost.Each(usage))
        {
            // As it comes back from bytes in UTF-8.
            AddCost(TextRules.Whole(currency), CostSum.Of(cost));
        }
    }

    private void CountRating(FeedbackRating? rating, CellSum likes, CellSum dislikes)
    {
        if (rating is { } given)
        {
            Add(given == FeedbackRating.Like ? likes : dislikes, 1);
        }
    }
}
