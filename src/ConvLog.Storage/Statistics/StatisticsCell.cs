using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>What turns add up to: those of a quarter of an hour in a day that a store counted, those of a day in a report. Not thread-safe.</summary>
/// <remarks>
/// Everything is a sum of 128 bits or counts a turn, so no caller's figures overflow it, cells can be merged in any order, and a turn that is taken out again
/// leaves no trace. What is distinct (conversations, users) is no sum and not here.
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

    /// <summary>Whether nothing is left of what was counted.</summary>
    public bool IsEmpty => _costs.Count == 0 && ResponseTime.IsEmpty && Array.TrueForAll(_stages, static stage => stage is null or { IsEmpty: true })
        && Array.TrueForAll(_sums, static sum => sum == 0);

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
    /// <param name="sign">1 to count it, -1 to take it out again.</param>
    public void Count(TurnRecord turn, FeedbackRating? user, FeedbackRating? team, int sign = 1)
    {
        Add(CellSum.Messages, sign);
        Add(CellSum.FailedMessages, turn.HasFailed ? sign : 0);
        Add(CellSum.InterruptedMessages, turn.IsInterrupted ? sign : 0);
        Add(CellSum.RefusedMessages, turn.IsRefused ? sign : 0);
        if (turn.ResponseTime is { } waited)
        {
            ResponseTime.Measure(waited, sign);
        }

        if (turn.Stages is { } stages)
        {
            CountStages(stages, sign);
        }

        if (turn.Usage is { } usage)
        {
            CountUsage(usage, turn.Latency, sign);
        }

        CountRating(user, CellSum.UserLikes, CellSum.UserDislikes, sign);
        CountRating(team, CellSum.TeamLikes, CellSum.TeamDislikes, sign);
    }

    /// <summary>Counts all that another one did.</summary>
    /// <param name="other">The other.</param>
    /// <param name="sign">1 to count it, -1 to take it out again.</param>
    public void Add(StatisticsCell other, int sign = 1)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i] * sign;
        }

        foreach (var (currency, cost) in other._costs)
        {
            AddCost(currency, cost, sign);
        }

        ResponseTime.Add(other.ResponseTime, sign);
        foreach (var stage in s_stages)
        {
            if (other._stages[(int)stage] is { } took)
            {
                Of(stage).Add(took, sign);
            }
        }
    }

    /// <summary>Adds to a sum, as a store does that lets its database add up.</summary>
    public void Add(CellSum sum, Int128 value) => _sums[(int)sum] += value;

    /// <summary>Adds what turns cost, as a store does that lets its database add up.</summary>
    public void AddCost(string currency, CostSum cost) => AddCost(currency, cost, sign: 1);

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
            AddCost(reader.ReadText(), new CostSum(reader.ReadInt64(), reader.ReadInt128()), sign: 1);
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

    private void CountStages(TurnStages stages, int sign)
    {
        foreach (var stage in s_stages)
        {
            if (stages.Took(stage) is { } took)
            {
                Of(stage).Measure(took, sign);
            }
        }
    }

    private void CountUsage(ModelUsage usage, TimeSpan? latency, int sign)
    {
        Add(CellSum.InputTokens, (Int128)(usage.InputTokens ?? 0) * sign);
        Add(CellSum.OutputTokens, (Int128)(usage.OutputTokens ?? 0) * sign);
        Add(CellSum.OtherTokens, UsageSum.OtherOf(usage) * sign);
        if (latency is { } timed && usage.OutputTokens is { } output)
        {
            Add(CellSum.TimedOutputTokens, (Int128)output * sign);
            Add(CellSum.TimedTicks, (Int128)Math.Max(0, timed.Ticks) * sign);
        }

        if (usage.Cost is { } cost)
        {
            // As it comes back from bytes in UTF-8.
            AddCost(TextRules.Whole(usage.Currency), CostSum.Of(cost), sign);
        }
    }

    private void CountRating(FeedbackRating? rating, CellSum likes, CellSum dislikes, int sign)
    {
        if (rating is { } given)
        {
            Add(given == FeedbackRating.Like ? likes : dislikes, sign);
        }
    }

    private void AddCost(string currency, CostSum cost, int sign)
    {
        var sum = _costs.GetValueOrDefault(currency).Plus(cost, sign);
        if (sum == default)
        {
            _costs.Remove(currency);
        }
        else
        {
            _costs[currency] = sum;
        }
    }
}
