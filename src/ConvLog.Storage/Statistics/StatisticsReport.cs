using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>Computes the result of a <see cref="StatisticsQuery"/> from the figures that a store adds, in any order. Not thread-safe.</summary>
/// <remarks>
/// The store applies the query's filters, and adds cells and facts only of quarters from <see cref="FirstQuarter"/> on and before
/// <see cref="EndQuarter"/>. A quarter belongs to the day on which it begins in the query's time zone; that is exact for every offset of whole quarters of an
/// hour.
/// </remarks>
internal sealed class StatisticsReport : IStatisticsTally
{
    /// <summary>The maximum number of days: ten years.</summary>
    public const int MaxDays = 3_700;

    private readonly SortedDictionary<DateOnly, PeriodTally> _days = [];
    private readonly PeriodTally[] _dayOfQuarter;
    private readonly Dictionary<string, FunctionCell> _functions = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The query's period is empty or longer than <see cref="MaxDays"/>.</exception>
    public StatisticsReport(StatisticsQuery query)
    {
        (FirstQuarter, EndQuarter) = QuartersOf(query);
        CountsTurns = query.CountTurns;
        Models = query.CountModels ? new ModelReport(FirstQuarter * QuarterHour.Ticks, EndQuarter * QuarterHour.Ticks) : null;
        Scores = query.CountScores ? new ScoreReport(quarter => LocalDay(quarter, query.TimeZone)) : null;
        _dayOfQuarter = new PeriodTally[EndQuarter - FirstQuarter];
        for (int i = 0; i < _dayOfQuarter.Length; i++)
        {
            _dayOfQuarter[i] = TallyOf(LocalDay(FirstQuarter + i, query.TimeZone));
        }
    }

    /// <summary>The first quarter of an hour of a query's period, and the first one after it.</summary>
    /// <exception cref="ArgumentException">The query's period is empty or longer than <see cref="MaxDays"/>.</exception>
    public static (long First, long End) QuartersOf(StatisticsQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.From >= query.To)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Statistics from {query.From:O} to {query.To:O}: the time is empty. Let From be before To."), nameof(query));
        }

        var (first, end) = (QuarterHour.Of(query.From), QuarterHour.AtOrAfter(query.To));
        return end - first <= MaxDays * QuarterHour.PerDay
            ? (first, end)
            : throw new ArgumentException(
                FormattableString.Invariant($"Statistics from {query.From:O} to {query.To:O}: these are more than {MaxDays} days. Ask for a shorter time."),
                    nameof(query));
    }

    /// <inheritdoc/>
    public bool CountsTurns { get; }

    /// <inheritdoc/>
    public ModelReport? Models { get; }

    /// <summary>Scores, labels and reasons; null if they were not requested.</summary>
    public ScoreReport? Scores { get; }

    /// <summary>The first quarter of an hour of the period.</summary>
    public long FirstQuarter { get; }

    /// <summary>The first quarter of an hour after the period.</summary>
    public long EndQuarter { get; }

    /// <summary>
    /// The quarters in which a new day begins, including the first quarter: all quarters from one of them up to the next may be added with its number.
    /// </summary>
    public IEnumerable<long> DayStarts()
    {
        for (int i = 0; i < _dayOfQuarter.Length; i++)
        {
            if (i == 0 || !ReferenceEquals(_dayOfQuarter[i], _dayOfQuarter[i - 1]))
            {
                yield return FirstQuarter + i;
            }
        }
    }

    /// <inheritdoc/>
    public void Add(long quarter, StatisticsCell cell) => DayOf(quarter).Cell.Add(cell);

    /// <inheritdoc/>
    public StatisticsCell TurnsOf(long quarter) => DayOf(quarter).Cell;

    /// <summary>Adds the sums of turns of a quarter.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of a cell.</exception>
    public void Add(long quarter, ReadOnlySpan<byte> cell) => DayOf(quarter).Cell.AddBytes(cell);

    /// <inheritdoc/>
    public void AddActive(long quarter, long conversationKey, long? userKey) => DayOf(quarter).AddActive(conversationKey, userKey);

    /// <inheritdoc/>
    public void AddFunction(string name, FunctionCell cell) => FunctionOf(name).Add(cell);

    /// <summary>Adds the sums of calls of a function.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of a cell.</exception>
    public void AddFunction(string name, ReadOnlySpan<byte> cell) => FunctionOf(name).AddBytes(cell);

    /// <inheritdoc/>
    public FunctionCell FunctionOf(string name)
    {
        if (!_functions.TryGetValue(name, out var cell))
        {
            _functions[name] = cell = new FunctionCell();
        }

        return cell;
    }

    /// <summary>Adds one turn if it began in the period, for a store without counted days.</summary>
    public void AddTurn(TurnRecord turn, FeedbackRating? user, FeedbackRating? team, long conversationKey, long? userKey)
    {
        if (IsInPeriod(turn.StartedAt))
        {
            var day = DayOf(QuarterHour.Of(turn.StartedAt));
            day.Cell.Count(turn, user, team);
            day.AddActive(conversationKey, userKey);
        }
    }

    /// <summary>Adds one call if it began in the period, for a store without counted days.</summary>
    public void AddCall(FunctionEventRecord call)
    {
        if (IsInPeriod(call.StartedAt))
        {
            FunctionOf(call.Name).Count(call);
        }
    }

    public ConversationStatistics ToStatistics()
    {
        if (!CountsTurns)
        {
            _days.Clear();
            _functions.Clear();
        }

        var total = new PeriodTally();
        foreach (var day in _days.Values)
        {
            total.Add(day);
        }

        return new ConversationStatistics
        {
            Total = total.ToStatistics(),
            Days = [.. _days.Select(static day => new DayStatistics { Day = day.Key, Statistics = day.Value.ToStatistics() })],
            Functions =
            [
                .. _functions.Where(static function => function.Value.Calls > 0)
                    .OrderByDescending(static function => function.Value.Calls)
                    .ThenBy(static function => function.Key, Utf8Order.Instance)
                    .Select(static function => function.Value.ToStatistics(function.Key)),
            ],
            FunctionTime = ModelReport.ToTime(_functions.Values.Aggregate(Int128.Zero, static (sum, cell) => sum + cell.Duration.TotalTicks)),
            Models = Models?.Models ?? [],
            ModelTime = Models?.Time,
            Variants = Models?.Variants ?? [],
            Scores = Scores?.Scores ?? [],
            Labels = Scores?.Labels ?? [],
            Reasons = Scores?.Reasons ?? [],
        };
    }

    /// <summary>Whether a time is in the period.</summary>
    public bool IsInPeriod(DateTimeOffset time) => QuarterHour.Of(time) is var quarter && quarter >= FirstQuarter && quarter < EndQuarter;

    /// <summary>The day of a quarter in a time zone.</summary>
    public static DateOnly LocalDay(long quarter, TimeZoneInfo zone)
    {
        // Clamped, since some offsets move a time before the first or after the last supported day.
        var start = QuarterHour.StartOf(quarter);
        long local = Math.Clamp(start.UtcTicks + zone.GetUtcOffset(start).Ticks, 0, DateTime.MaxValue.Ticks);
        return DateOnly.FromDayNumber((int)(local / TimeSpan.TicksPerDay));
    }

    private PeriodTally TallyOf(DateOnly day)
    {
        if (!_days.TryGetValue(day, out var tally))
        {
            _days[day] = tally = new PeriodTally();
        }

        return tally;
    }

    private PeriodTally DayOf(long quarter) => quarter >= FirstQuarter && quarter < EndQuarter
        ? _dayOfQuarter[quarter - FirstQuarter]
        : throw new ArgumentOutOfRangeException(
            nameof(quarter), quarter, FormattableString.Invariant($"The quarter is not asked for: give those from {FirstQuarter} on and before {EndQuarter}."));
}
