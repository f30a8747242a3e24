using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// What the address of the list asks for. Filters are those of the API, by the same names; only a period, and times without a zone, are the console's own.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Query">Which conversations, in which order.</param>
/// <param name="Cursor">Where the page goes on; null for the first.</param>
/// <param name="Number">Which page it is, from 1, as its link says.</param>
internal sealed record ListRequest(ListAddress Address, ConversationQuery Query, string? Cursor, int Number)
{
    private const int MostPages = 1_000_000;

    /// <summary>The periods to choose from.</summary>
    public static IReadOnlyList<(string Word, string Label, TimeSpan Length)> Periods { get; } =
    [
        ("24h", "Last 24 hours", TimeSpan.FromHours(24)),
        ("7d", "Last 7 days", TimeSpan.FromDays(7)),
        ("30d", "Last 30 days", TimeSpan.FromDays(30)),
        ("90d", "Last 90 days", TimeSpan.FromDays(90)),
    ];

    private static readonly string[] s_own = [ListAddress.Cursor, ListAddress.Page, ListAddress.Period];

    /// <exception cref="ApiProblemException">A parameter cannot be meant.</exception>
    public static ListRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.Take(context.Request, IsKnown, ConversationFilters.IsRepeatable);
        var asked = new Dictionary<string, string>(given, StringComparer.Ordinal);
        foreach (string time in (string[])[ListAddress.From, ListAddress.Until])
        {
            if (given.TryGetValue(time, out string? text) && Local(text, page.Zone) is { } known)
            {
                asked[time] = known;
            }
        }

        RequestQuery.Set(context.Request, asked);
        var query = ConversationFilters.Read(new ApiCall(context, page.Visitor, reader));
        query = query with { From = query.From ?? BeginningOf(given.GetValueOrDefault(ListAddress.Period), page.Now) };
        return new ListRequest(new ListAddress(page.Paths.Home, given), query, given.GetValueOrDefault(ListAddress.Cursor),
            NumberOf(given.GetValueOrDefault(ListAddress.Page)));
    }

    /// <summary>When a period up to now began, to the second; null where none is given.</summary>
    /// <exception cref="ApiProblemException">There is no such period.</exception>
    public static DateTimeOffset? BeginningOf(string? period, DateTimeOffset now)
    {
        if (period is null)
        {
            return null;
        }

        var begun = now - LengthOf(period);
        return begun.AddTicks(-(begun.Ticks % TimeSpan.TicksPerSecond));
    }

    private static bool IsKnown(string name)
        => s_own.Contains(name, StringComparer.Ordinal) || ConversationFilters.All.Any(filter => string.Equals(filter.Name, name, StringComparison.Ordinal));

    private static TimeSpan LengthOf(string period)
        => Periods.FirstOrDefault(known => string.Equals(known.Word, period, StringComparison.Ordinal)) is { Word: not null } known
            ? known.Length
            : throw ApiProblemException.Invalid(ListAddress.Period, $"period must be one of {string.Join(", ", Periods.Select(static known => known.Word))}.");

    // As a browser's field for a day and a time of day has it: in the viewer's zone. Null where it says its zone itself, or is none.
    private static string? Local(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        // An hour that a clock set forward leaves out is the one after it.
        var known = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return TimeZoneInfo.ConvertTimeToUtc(known, zone).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static int NumberOf(string? page)
        => int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= MostPages ? number : 1;
}
