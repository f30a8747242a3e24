using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Statistics;

/// <summary>The sums of turns: of a quarter of an hour in a counted day, or of a day in a report. Not thread-safe.</summary>
/// <remarks>
/// All values are sums of 128 bits or counts of turns, so they cannot overflow, and cells can be merged in any order. Distinct counts
/// (conversations, users) are not additive and therefore not included.
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

    /// <summary>Costs by currency; only those with at least one turn.</summary>
    public IReadOnlyDictionary<string, CostSum> Costs => _costs;

    public Int128 this[CellSum sum] => _sums[(int)sum];

    /// <summary>Deserializes a cell.</summary>
    /// <exception cref="InvalidDataException">The bytes were not written by <see cref="ToBytes"/>.</exception>
    public static StatisticsCell Read(ReadOnlySpan<byte> bytes)
    {
        var cell = new StatisticsCell();
        cell.AddBytes(bytes);
        return cell;
    }

    /// <summary>Counts a turn in its current state.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="user">The current rating by the end user.</param>
    /// <param name="team">The current rating by the team.</param>
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

    /// <summary>Adds another cell.</summary>
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

    /// <summary>Adds to a sum, for a store that adds up in its database.</summary>
    public void Add(CellSum sum, Int128 value) => _sums[(int)sum] += value;

    /// <summary>Adds the cost of turns, for a store that adds up in its database.</summary>
    public void AddCost(string currency, CostSum cost) => _costs[currency] = _costs.GetValueOrDefault(currency).Plus(cost);

    /// <summary>The durations of a stage, to be added to.</summary>
    public DurationHistogram Of(TurnStage stage) => _stages[(int)stage] ??= new();

    /// <summary>The durations of a stage.</summary>
    public DurationStatistics StatisticsOf(TurnStage stage) => _stages[(int)stage]?.ToStatistics() ?? DurationStatistics.None;

    // The sums in order; the number of currencies, each with turns and units; the response times; and the measured stages, each with its number.
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

    /// <summary>Adds a serialized cell.</summary>
    /// <param name="bytes">The result of <see cref="ToBytes"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not valid. Sums added before the error are kept.</exception>
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
            if (stages.DurationOf(stage) is { } took)
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
            // The key that results from UTF-8, as when the cell is read again.
            AddCost(TextRules.WithoutLoneSurrogates(currency), CostSum.Of(cost));
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
