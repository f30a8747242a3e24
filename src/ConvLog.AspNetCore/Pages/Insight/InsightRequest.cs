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
    private const string Missing = "7d";

    /// <summary>The times to choose from.</summary>
    public static IReadOnlyList<(string Word, string Label, int Days)> Periods { get; } =
        [("1d", "Today", 1), ("7d", "7 days", 7), ("28d", "4 weeks", 28), ("91d", "3 months", 91)];

    /// <summary>The same number of days before.</summary>
    public StatisticsQuery Before => Query with { From = Midnight(Query.From, -Days, Query.TimeZone), To = Query.From };

    /// <summary>What <see cref="Filters"/> list: it has no end.</summary>
    public StatisticsQuery Listed => Query with { To = DateTimeOffset.MaxValue };

    /// <summary>Of whom, and since when, as the filters of lists have it.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters =>
    [
        ("from", Query.From.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), .. OfWhom,
    ];

    /// <summary>Of whom alone.</summary>
    public IReadOnlyList<(string Name, string? Value)> OfWhom
        => [("agent", Query.AgentId), ("environment", Query.Environment is { } environment ? Marks.NameOf(environment) : null), ("channel", Query.Channel)];

    /// <summary>The list of the conversations that are counted.</summary>
    public string ListOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more) => paths.ListOf(Filters.Concat(more));

    /// <exception cref="ApiProblemException">A parameter cannot be meant.</exception>
    public static InsightRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        string word = RequestQuery.Take(context.Request, static _ => true).GetValueOrDefault("period", Missing);
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
        });
    }

    private static DateTimeOffset Midnight(DateTimeOffset time, int days, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(time, zone).Date.AddDays(days);
        while (zone.IsInvalidTime(day))
        {
            day = day.AddMinutes(15); // Where clocks are set forward at midnight.
        }

        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }
}
