using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>
/// The request of the list of calls. Its filters are those of the list of conversations, with the same names: those of a function call apply to the listed
/// call, whatever its kind, and the others to its conversation.
/// </summary>
/// <param name="Calls">The function, endpoint or model, the period and the filters of statistics.</param>
/// <param name="Given">The other filters, as in the address.</param>
/// <param name="Query">The query.</param>
internal sealed record ListedCallsRequest(CallsRequest Calls, IReadOnlyList<(string Name, string Value)> Given, CallListQuery Query)
{
    /// <summary>The parameter of the outcome.</summary>
    public static readonly string Outcome = CallFilters.Outcome.Name;

    /// <summary>Its value for calls that failed or were abandoned.</summary>
    public const string Problems = "problems";

    private static readonly string s_sort = CallFilters.Sort.Name;

    private const string ByDuration = "duration";

    /// <summary>The values of <see cref="Outcome"/>, with their labels.</summary>
    public static IReadOnlyList<(string Word, string Label)> Outcomes { get; } =
    [
        (Problems, "Only problems"), ("completed", "Completed"), ("failed", "Failed"), ("canceled", "Canceled"), ("declined", "Declined"),
        ("abandoned", "Abandoned"),
    ];

    // The parameters of the page and of InsightRequest, which are not filters of their own here.
    private static readonly string[] s_own
        = [.. CallFilters.Replaced.Where(static name => name is not "channel"), "period", "kind", "name", Outcome, s_sort, ListAddress.Cursor];

    /// <summary>The outcome, one of <see cref="Outcomes"/>; null for all.</summary>
    public string? OutcomeWord { get; init; }

    /// <summary>Whether there are filters besides those of the period.</summary>
    public bool IsFiltered => Given.Count > 0 || OutcomeWord is not null;

    /// <summary>The cursor of the page; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>The filters that are set, each with a link that removes it.</summary>
    public IReadOnlyList<SetFilter> Chips(ConsolePaths paths)
        => [.. Given.Select((filter, index)
            => new SetFilter(filter.Name, filter.Value, Address(paths, Query.Sort, Given.Where((_, other) => other != index))))];

    /// <summary>The first page with the same filters.</summary>
    public string First(ConsolePaths paths) => Address(paths, Query.Sort, Given);

    /// <summary>The first page without filters.</summary>
    public string Unfiltered(ConsolePaths paths) => (this with { OutcomeWord = null }).Address(paths, Query.Sort, []);

    /// <summary>The first page in another order.</summary>
    public string Sorted(ConsolePaths paths, CallSort sort) => Address(paths, sort, Given);

    /// <summary>A later page.</summary>
    public string Page(ConsolePaths paths, string cursor) => Address(paths, Query.Sort, [.. Given, (ListAddress.Cursor, cursor)]);

    /// <summary>The same list for another period.</summary>
    public string During(ConsolePaths paths, Insight.InsightRequest insight) => (this with { Calls = Calls with { Insight = insight } }).First(paths);

    /// <summary>All calls of the list as a file.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="format"><c>csv</c> or <c>jsonl</c>.</param>
    public string File(ConsolePaths paths, string format)
    {
        string list = First(paths);
        return paths.FunctionCallsFile($"format={format}&{list[(list.IndexOf('?', StringComparison.Ordinal) + 1)..]}");
    }

    /// <summary>The name of that file: the function and the days.</summary>
    /// <param name="now">The current time.</param>
    public DownloadName FileName(DateTimeOffset now)
        => new(DownloadName.DatesOf(Query.Calls.Period.From, Query.Calls.Period.To, now, Query.Calls.Period.TimeZone)) { About = Calls.Name };

    /// <summary>The word of the order in addresses; null for the default.</summary>
    public string? Order => OrderOf(Query.Sort);

    /// <summary>The address to show the list at, if the search box was sent; otherwise null.</summary>
    public static string? BoxAddress(HttpContext context, ConsolePage page, Reader reader)
    {
        if (SearchBoxQuery.Sent(context.Request, page) is not { } box)
        {
            return null;
        }

        IReadOnlyList<(string Name, string Value)> set = box.Text is { } text ? [.. box.Filters, (ListAddress.Text, text)] : box.Filters;
        var kept = Filters(context).Where(filter => !set.Any(other => IsSame(other.Name, filter.Name)));
        return CallParts.Calls(page.Paths, CallsRequest.ReadOne(context, page, reader), [
            .. set.Concat(kept).Select(static filter => (filter.Name, (string?)filter.Value)),
            (Outcome, ValueOf(context, Outcome)), (s_sort, ValueOf(context, s_sort)),
        ]);
    }

    /// <exception cref="ApiProblemException">A parameter is invalid, or the name is missing.</exception>
    public static ListedCallsRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var calls = CallsRequest.ReadOne(context, page, reader);
        return new ListedCallsRequest(calls, Filters(context), CallFilters.Read(new ApiCall(context, page.Visitor, reader), calls.Query))
        {
            OutcomeWord = ValueOf(context, Outcome),
            Cursor = ValueOf(context, ListAddress.Cursor),
        };
    }

    private static (string Name, string Value)[] Filters(HttpContext context)
        => [.. context.Request.Query
            .Where(static parameter => !s_own.Contains(parameter.Key, StringComparer.Ordinal) && ListRequest.IsKnown(parameter.Key))
            .Where(static parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(static parameter => (parameter.Key, parameter.Value.ToString())).OrderBy(static filter => filter.Key, StringComparer.Ordinal)];

    private static string? ValueOf(HttpContext context, string name) => context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string? OrderOf(CallSort sort) => sort == CallSort.Duration ? ByDuration : null;

    // The channel and the variant are filters of statistics, too, and are removed with their chips.
    private string Address(ConsolePaths paths, CallSort sort, IEnumerable<(string Name, string Value)> filters)
        => CallParts.Calls(paths, Calls, [(ConversationFilters.Channel.Name, null),
            (ConversationFilters.Variant.Name, null), .. filters.Select(static filter => (filter.Name, (string?)filter.Value)),
            (Outcome, OutcomeWord), (s_sort, OrderOf(sort))])!;
}
