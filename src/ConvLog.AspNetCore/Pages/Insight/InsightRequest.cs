using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The request of a page of statistics: a period up to now, or a time range.</summary>
/// <param name="Period">The period; null for a range.</param>
/// <param name="Query">The time and the filters.</param>
internal sealed record InsightRequest(Period? Period, StatisticsQuery Query)
{
    // Each plot has a bar per day.
    private const int MostDays = 366;

    /// <summary>Whether the address has a time range.</summary>
    public bool IsRange => Period is null;

    /// <summary>The previous period: the same number of days, or the same length of time.</summary>
    public StatisticsQuery Before => Query with
    {
        From = Period is { Days: > 1 and var days } ? Midnight(Query.From, -days, Query.TimeZone) : Query.From - (Query.To - Query.From),
        To = Query.From,
    };

    /// <summary>The end of the range for an address; null for a period, whose end is not fixed.</summary>
    public string? End => IsRange ? ShownTime.Address(Query.To) : null;

    /// <summary>The previous period in words, after "compared with".</summary>
    public string PreviousPeriodText => Period is null ? "the same length of time before" : $"the {Period.Label} before";

    /// <summary>The range in words.</summary>
    public string RangeText => ShownTime.Range(Query.From, Query.To, Query.TimeZone);

    /// <summary>Whether the address names a period or a range; otherwise this is the default.</summary>
    public bool IsChosen { get; init; }

    /// <summary>The days of the period in the viewer's time zone, also those without data.</summary>
    public IEnumerable<DateOnly> Days
    {
        get
        {
            var last = LocalDay.Of(Query.To.AddTicks(-1), Query.TimeZone);
            for (var day = LocalDay.Of(Query.From, Query.TimeZone); day <= last; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }

    /// <summary>The periods to compare: both have the same length.</summary>
    public ComparedTimes Times => new(Query, Query with { From = Before.From, To = Query.To - (Query.From - Before.From) });

    /// <summary>Both periods as one range, in which a change can be seen.</summary>
    public InsightRequest Both => Within(Before.From, Query.To);

    /// <summary>The period, the agent and the environment as filters of lists.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters
        => [("from", ShownTime.Address(Query.From)), .. IsRange ? [(ConversationFilters.Time.To.Name, End)] : ((string, string?)[])[], .. CommonFilters];

    private IReadOnlyList<(string Name, string? Value)> CommonFilters
        => [("agent", Query.AgentId), ("environment", Query.Environment is { } environment ? Marks.NameOf(environment) : null), ("channel", Query.Channel)];

    /// <summary>The list of the conversations that were in progress in the period.</summary>
    public string ListOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more) => paths.ListOf(Filters.Concat(more));

    /// <summary>The page of a function; null if its name is empty or too long for an address.</summary>
    public string? FunctionAddress(ConsolePaths paths, string name)
        => CallStatisticsRoutes.IsName(name) ? Address(paths.FunctionDetails, ("name", name)) : null;

    /// <summary>The list of the conversations with a function call that began in the period.</summary>
    public string CallsOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more)
        => ListOf(paths, [("call_from", ShownTime.Address(Query.From)), ("call_to", End), .. more]);

    /// <summary>The list of the items with a turn that began in the period.</summary>
    public string TurnsOf(ConsolePaths paths, InsightTarget target, params IEnumerable<(string Name, string? Value)> more)
        => TurnsOf(paths, target, Query.From, IsRange ? Query.To : null, more);

    /// <summary>The list of the items with a turn that began on a day.</summary>
    public string TurnsOf(ConsolePaths paths, InsightTarget target, DateOnly day, params IEnumerable<(string Name, string? Value)> more)
    {
        var (from, to) = TimesOf(day);
        return TurnsOf(paths, target, from, to, more);
    }

    /// <summary>The times of a day, limited to the range.</summary>
    public (DateTimeOffset From, DateTimeOffset To) TimesOf(DateOnly day)
    {
        var (from, to) = (LocalDay.BeginningOf(day, Query.TimeZone), LocalDay.BeginningOf(day.AddDays(1), Query.TimeZone));
        return (from > Query.From ? from : Query.From, IsRange && to > Query.To ? Query.To : to);
    }

    /// <summary>The list of the conversations that started in the period.</summary>
    public string StartedOf(ConsolePaths paths, params IEnumerable<(string Name, string? Value)> more)
        => paths.ListOf(
            [(ConversationFilters.StartedFrom.Name, ShownTime.Address(Query.From)), (ConversationFilters.Time.To.Name, End), .. CommonFilters, .. more]);

    /// <summary>The list of the conversations that started on a day.</summary>
    public string StartedOf(ConsolePaths paths, DateOnly day, params IEnumerable<(string Name, string? Value)> more)
    {
        var (from, to) = TimesOf(day);
        return paths.ListOf(
        [
            (ConversationFilters.StartedFrom.Name, ShownTime.Address(from)), (ConversationFilters.Time.To.Name, ShownTime.Address(to)), .. CommonFilters,
                .. more,
        ]);
    }

    /// <summary>A page of statistics for the same time and agent.</summary>
    public string Address(string path, params IEnumerable<(string Name, string? Value)> more) => RequestQuery.Address(path, [.. AddressFields, .. more]);

    /// <summary>The time and the filters as parameters of an address of such a page.</summary>
    public IEnumerable<(string Name, string? Value)> AddressFields => [.. TimeFields, .. CommonFilters];

    /// <summary>The time as parameters of an address.</summary>
    public IReadOnlyList<(string Name, string? Value)> TimeFields => Period is null
        ? [(ConversationFilters.Time.From.Name, ShownTime.Address(Query.From)), (ConversationFilters.Time.To.Name, End)]
        : [(ListAddress.Period, Period.Word)];

    /// <summary>The same request with another period. Only for addresses: the times remain those of this request.</summary>
    public InsightRequest Of(Period period) => this with { Period = period };

    /// <summary>The same request during another period.</summary>
    /// <param name="period">The period.</param>
    /// <param name="now">The current time.</param>
    public InsightRequest During(Period period, DateTimeOffset now)
        => this with { Period = period, Query = Query with { From = BeginningOf(period, now, Query.TimeZone) } };

    /// <summary>The same request for a day, limited to the range.</summary>
    public InsightRequest Within(DateOnly day) => TimesOf(day) is var (from, to) ? Within(from, to) : this;

    /// <summary>The same request for a time range.</summary>
    public InsightRequest Within(DateTimeOffset from, DateTimeOffset to)
        => this with { Period = null, Query = Query with { From = from, To = to } };

    private string TurnsOf(ConsolePaths paths, InsightTarget target, DateTimeOffset from, DateTimeOffset? to, IEnumerable<(string Name, string? Value)> more)
    {
        (string, string?)[] turns =
        [
            (ConversationFilters.Turns.From.Name, ShownTime.Address(from)), (ConversationFilters.Turns.To.Name, to is { } end ? ShownTime.Address(end) : null),
            .. CommonFilters, .. more,
        ];
        if (to is null && target != InsightTarget.Users)
        {
            turns = [("from", ShownTime.Address(from)), .. turns]; // Keeps the period if the user removes the filter of turns.
        }

        return target switch
        {
            InsightTarget.Users => RequestQuery.Address(paths.Users, turns),
            InsightTarget.Ratings or InsightTarget.TeamRatings => RequestQuery.Address(
                paths.Feedback, [("source", target == InsightTarget.Ratings ? "user" : "team"), .. turns]),
            _ => paths.ListOf(turns),
        };
    }

    /// <exception cref="ApiProblemException">A parameter is invalid.</exception>
    public static InsightRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.ReadKnown(context.Request, static _ => true);
        var call = new ApiCall(context, page.Visitor, reader);
        var range = ConversationFilters.Time.Read(call);
        var period = Period.Find(given.GetValueOrDefault(ListAddress.Period, Period.Week.Word)) ?? throw Period.Unknown();

        // A given range takes precedence over a period.
        bool isRange = range is not (null, null);
        var (from, to) = isRange
            ? RangeOf(range.From, range.To, page.Now)
            : (BeginningOf(period, page.Now, page.Zone), page.Now.AddMinutes(1)); // Includes conversations that start at this moment.
        return new InsightRequest(isRange ? null : period, new StatisticsQuery
        {
            From = from,
            To = to,
            TimeZone = page.Zone,
            AgentId = ConversationFilters.Agent.Read(call),
            Environment = ConversationFilters.Environment.Read(call),
            Channel = ConversationFilters.Channel.Read(call),
        })
        {
            IsChosen = isRange || given.ContainsKey(ListAddress.Period),
        };
    }

    // Without an end, the range is up to now; without a start, it is the seven days before its end.
    private static (DateTimeOffset From, DateTimeOffset To) RangeOf(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        var (time, parameters) = (now.AddMinutes(1), ConversationFilters.Time);
        if ((from ?? to) is not { } known || known < DateTimeOffset.UnixEpoch.AddYears(2) || from > time)
        {
            throw ApiProblemException.Invalid(parameters.From.Name, $"{parameters.From.Name} must be in 1972 or later, and not in the future.");
        }

        var end = to ?? time;
        var beginning = from ?? end.AddDays(-7);
        return end - beginning <= TimeSpan.FromDays(MostDays) ? (beginning, end) : throw ApiProblemException.Invalid(
            parameters.To.Name, $"{parameters.To.Name} must be at most {MostDays} days after {parameters.From.Name}.");
    }

    // A day begins with a whole minute; other periods with a day.
    private static DateTimeOffset BeginningOf(Period period, DateTimeOffset now, TimeZoneInfo zone)
        => period.Days == 1 ? (now - period.Length).AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)) : Midnight(now, 1 - period.Days, zone);

    // The start of the day that is the given number of days after that of a moment.
    private static DateTimeOffset Midnight(DateTimeOffset time, int days, TimeZoneInfo zone)
        => LocalDay.BeginningOf(LocalDay.Of(time, zone).AddDays(days), zone);
}
