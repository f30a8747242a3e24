using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The addresses of the calls of a function, endpoint or model, and of their conversations.</summary>
internal static class CallParts
{
    /// <summary>The address of the list of calls; null if the name has no page.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="request">The calls.</param>
    /// <param name="filters">Filters of the list. One of the period's replaces that.</param>
    internal static string? Calls(ConsolePaths paths, CallsRequest request, params (string Name, string? Value)[] filters)
        => request.Name is { } name && CallsRequest.HasPage(name)
            ? RequestQuery.Address(paths.FunctionCalls, Last([.. request.Insight.AddressFields, .. request.Target, .. filters]))
            : null;

    /// <summary>The address of the list of calls that began in an interval.</summary>
    internal static string? Calls(ConsolePaths paths, CallsRequest request, DateTimeOffset from, DateTimeOffset to)
        => Calls(paths, request with { Insight = request.Insight.Within(from, to) });

    /// <summary>The address of the list of the conversations with a function's calls; null if the name has no page.</summary>
    internal static string? Conversations(ConsolePaths paths, CallsRequest request, params (string Name, string? Value)[] more)
        => request.Name is { } name && CallsRequest.HasPage(name)
            ? paths.ListOf(Last(
                [
                    .. request.Insight.Filters,
                    ("call_from", request.Insight.Filters[0].Value),
                    ("call_to", request.Insight.End),
                    ("function_name", name),
                    (ConversationFilters.Variant.Name, request.Variant),
                    .. more]))
            : null;

    // The last of filters with the same name wins, so that a slice narrows the filters of the page.
    internal static IEnumerable<(string Name, string? Value)> Last(IEnumerable<(string Name, string? Value)> filters)
        => filters.GroupBy(static filter => filter.Name, StringComparer.Ordinal).Select(static filter => filter.Last());
}
