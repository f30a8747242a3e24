using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The parameters for the period and the scope of statistics.</summary>
internal static class StatisticsPeriod
{
    private const int MostDays = 3_700;

    private static readonly TimeSpan s_missing = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_step = TimeSpan.FromMinutes(15);

    private static readonly TimeRange s_time = TimeRange.Of(
        "The start of the period, rounded down to a quarter of an hour; default 30 days before to. The period can have at most 3700 days.",
        "The end of the period, rounded up to a quarter of an hour; default now.");

    private static readonly TimeZoneValue s_zone = new("tz", "The time zone of the days, by IANA name; default UTC.") { Example = "Europe/Berlin" };

    /// <summary>The parameters for statistics by day.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } = [s_time.From, s_time.To, s_zone, .. Scope];

    /// <summary>The parameters without the time zone of days.</summary>
    public static IReadOnlyList<ApiParameter> Common { get; } = [s_time.From, s_time.To, .. Scope];

    private static IEnumerable<ApiParameter> Scope => [ConversationFilters.Agent, ConversationFilters.Environment, ConversationFilters.Channel];

    public static StatisticsQuery Read(ApiCall call, TimeProvider time)
    {
        var (askedFrom, askedTo) = s_time.Read(call);
        var to = askedTo ?? RoundedUp(time.GetUtcNow());
        var from = askedFrom ?? new DateTimeOffset(Math.Max(0, to.UtcTicks - s_missing.Ticks), TimeSpan.Zero);
        if (from >= to)
        {
            throw ApiProblemException.Invalid(s_time.From.Name, $"{s_time.From.Name} must be before {s_time.To.Name}, which defaults to now.");
        }

        // Rounded as in the store.
        long steps = ((to.UtcTicks + s_step.Ticks - 1) / s_step.Ticks) - (from.UtcTicks / s_step.Ticks);
        if (steps > MostDays * TimeSpan.TicksPerDay / s_step.Ticks)
        {
            throw ApiProblemException.Invalid(s_time.From.Name,
                FormattableString.Invariant($"{s_time.From.Name} is more than {MostDays} days before {s_time.To.Name}; use a shorter period."));
        }

        return new StatisticsQuery
        {
            From = from,
            To = to,
            TimeZone = s_zone.Read(call),
            AgentId = ConversationFilters.Agent.Read(call),
            Environment = ConversationFilters.Environment.Read(call),
            Channel = ConversationFilters.Channel.Read(call),
        };
    }

    /// <summary>The same query, which is counted by calendar month.</summary>
    /// <exception cref="ApiProblemException">The period has too many months.</exception>
    public static StatisticsQuery OfMonths(StatisticsQuery query)
    {
        var (first, last) = (LocalDay.Of(query.From, query.TimeZone), LocalDay.Of(query.To.AddTicks(-1), query.TimeZone));
        return ((last.Year - first.Year) * 12) + last.Month - first.Month < ModelMonth.MaxCount
            ? query
            : throw ApiProblemException.Invalid(s_time.From.Name,
                FormattableString.Invariant($"{s_time.From.Name} to {s_time.To.Name} has more than {ModelMonth.MaxCount} months; use a shorter period."));
    }

    // Within a quarter of an hour the period, and so the ETag of the response, does not change.
    private static DateTimeOffset RoundedUp(DateTimeOffset now) => new((now.UtcTicks + s_step.Ticks - 1) / s_step.Ticks * s_step.Ticks, TimeSpan.Zero);
}
