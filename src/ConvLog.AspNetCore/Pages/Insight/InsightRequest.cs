using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>What the page of statistics is asked for: whole days of the viewer's time zone, up to now.</summary>
/// <param name="Days">How many days, today included.</param>
/// <param name="Query">When and of whom.</param>
internal sealed record InsightRequest(int Days, StatisticsQuery Query)
{
    /// <summary>The parameter that says what changes are compared with; missing for yesterday.</summary>
    public const string Compared = "compared";

    /// <summary>Its value for the whole period.</summary>
    public const string ComparedPeriod = "period";

    private const string Missing = "7d";

    /// <summary>The times to choose from.</summary>
    public static IReadOnlyList<(string Word, string Label, int Days)> Periods { get; } =
        [("1d", "Today", 1), ("7d", "7 days", 7), ("28d", "4 weeks", 28), ("91d", "3 months", 91)];

    /// <summary>The same number of days before.</summary>
    public StatisticsQuery Before => Query with { From = Midnight(Query.From, -Days, Query.TimeZone), To = Query.From };

    /// <summary>Whether the page tells what changed in the whole period; else what changed since yesterday.</summary>
    public bool ComparesPeriod { get; init; }

    /// <summary>The times that are compared: both have the same length.</summary>
    public ComparedTimes Times
    {
        get
        {
            var from = ComparesPeriod ? Query.From : Query.To.AddDays(-1);
            var fromBefore = ComparesPeriod ? Before.From : from.AddDays(-1);
            return new ComparedTimes(Query with { From = from }, Query with { From = fromBefore, To = Query.To - (from - fromBefore) });
        }
    }

    /// <summary>What <see cref="Filters"/> list: it has no end.</summary>
    public StatisticsQuery Listed => Query with { To = DateTimeOffset.MaxValue };

    /// <summary>Of whom, and since when, as the filters of lists have it.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters => [("from", Machine(Query.From)), .. OfWhom];

    private IReadOnlyList<(string Name, string? Value)> OfWhom
        => [("agent", Query.AgentId), ("environment", Query.Environment is { } environment ? Marks.NameOf(environment) : null), ("channel", Query.Channel)];

    /// <summary>The list of the conversations that were in progress in the period.</summary>
    public string ListOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more) => paths.ListOf(Filters.Concat(more));

    /// <summary>The list of the conversations that were in progress in the later of <see cref="Times"/>.</summary>
    public string ComparedListOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more)
        => paths.ListOf([("from", Machine(Times.Now.From)), .. OfWhom, .. more]);

    /// <summary>The page of a function; null where its name is too long for an address, or empty.</summary>
    public string? FunctionAddress(ConsolePaths paths, string name)
        => CallStatisticsRoutes.IsName(name) ? Address(paths.FunctionDetails, ("name", name)) : null;

    /// <summary>The list of the conversations with a function call that began in the period.</summary>
    public string CallsOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more)
        => ListOf(paths, [("call_from", Machine(Query.From)), .. more]);

    /// <summary>What had a turn that began in the period.</summary>
    public string TurnsOf(ConsolePaths paths, InsightTarget target, params IEnumerable<(string Name, string? Value)> more)
        => TurnsOf(paths, target, Query.From, to: null, more);

    /// <summary>What had a turn that began on a day.</summary>
    public string TurnsOf(ConsolePaths paths, InsightTarget target, DateOnly day, params IEnumerable<(string Name, string? Value)> more)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return TurnsOf(paths, target, Midnight(midnight, Query.TimeZone), Midnight(midnight.AddDays(1), Query.TimeZone), more);
    }

    /// <summary>The list of the conversations that started in the period.</summary>
    public string StartedOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more)
        => paths.ListOf([(ConversationFilters.StartedFrom.Name, Machine(Query.From)), .. OfWhom, .. more]);

    /// <summary>The list of the conversations that started on a day.</summary>
    public string StartedOf(ConsolePaths paths, DateOnly day, params IEnumerable<(string Name, string? Value)> more)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return paths.ListOf(
        [
            (ConversationFilters.StartedFrom.Name, Machine(Midnight(midnight, Query.TimeZone))),
            (ConversationFilters.Time.To.Name, Machine(Midnight(midnight.AddDays(1), Query.TimeZone))), .. OfWhom, .. more,
        ]);
    }

    /// <summary>A page of statistics for the same period and agent.</summary>
    public string Address(string path, params IEnumerable<(string Name, string? Value)> more) => RequestQuery.Address(
        path, [("period", Periods.Single(period => period.Days == Days).Word), .. OfWhom, .. more]);

    private string TurnsOf(ConsolePaths paths, InsightTarget target, DateTimeOffset from, DateTimeOffset? to, IEnumerable<(string Name, string? Value)> more)
    {
        (string, string?)[] turns =
        [
            (ConversationFilters.Turns.From.Name, Machine(from)), (ConversationFilters.Turns.To.Name, to is { } end ? Machine(end) : null),
            .. OfWhom, .. more,
        ];
        if (to is null && target != InsightTarget.Users)
        {
            turns = [("from", Machine(from)), .. turns]; // What is left of the period when the filter of turns is removed.
        }

        return target switch
        {
            InsightTarget.Users => RequestQuery.Address(paths.Users, turns),
            InsightTarget.Ratings or InsightTarget.TeamRatings => RequestQuery.Address(
                paths.Feedback, [("source", target == InsightTarget.Ratings ? "user" : "team"), .. turns]),
            _ => paths.ListOf(turns),
        };
    }

    /// <exception cref="ApiProblemException">A parameter cannot be meant.</exception>
    public static InsightRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.Take(context.Request, static _ => true);
        string word = given.GetValueOrDefault("period", Missing);
        var period = Periods.FirstOrDefault(known => string.Equals(known.Word, word, StringComparison.Ordinal));
        if (period.Word is null)
        {
            throw ApiProblemException.Invalid("period", $"period must be one of {string.Join(", ", Periods.Select(static known => known.Word))}.");
        }

        var call = new ApiCall(context, page.Visitor, reader);
        return new InsightRequest(period.Days, new StatisticsQuery
        {
            From = Midnight(page.Now, 1 - period.Days, page.Zone),
            To = page.Now.AddMinutes(1), // What began this very moment counts as well.
            TimeZone = page.Zone,
            AgentId = ConversationFilters.Agent.Read(call),
            Environment = ConversationFilters.Environment.Read(call),
            Channel = ConversationFilters.Channel.Read(call),
        })
        {
            ComparesPeriod = given.GetValueOrDefault(Compared) is ComparedPeriod,
        };
    }

    private static DateTimeOffset Midnight(DateTimeOffset time, int days, TimeZoneInfo zone)
        => Midnight(TimeZoneInfo.ConvertTime(time, zone).Date.AddDays(days), zone);

    private static DateTimeOffset Midnight(DateTime day, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(day))
        {
            day = day.AddMinutes(15); // Where clocks are set forward at midnight.
        }

        // Where they are set back to midnight, the day begins at the first one.
        return new DateTimeOffset(day, zone.IsAmbiguousTime(day) ? zone.GetAmbiguousTimeOffsets(day).Max() : zone.GetUtcOffset(day));
    }

    private static string Machine(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
