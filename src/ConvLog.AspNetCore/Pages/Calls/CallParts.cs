using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The conversations of calls.</summary>
internal static class CallParts
{
    /// <summary>The address of the list of the calls' conversations; null if no filter finds them.</summary>
    internal static string? Address(ConsolePaths paths, CallsRequest request, string? outcome, params (string Name, string? Value)[] more)
        => request.Kind switch
    {
        _ when request.Name is null || !CallsRequest.HasPage(request.Name) => null,
        CallTargetKind.Function => paths.ListOf(Last(
            [
                .. request.Insight.Filters,
                ("call_from", request.Insight.Filters[0].Value),
                ("call_to", request.Insight.End),
                ("function_name", request.Name),
                ("function_outcome", outcome),
                .. more])),
        CallTargetKind.Model when outcome is null
            => request.Insight.TurnsOf(paths, InsightTarget.Conversations, [("model", request.Name), ("provider", request.Provider), .. more]),
        _ => null,
    };

    // The last of filters with the same name wins, so that a slice narrows the filters of the page.
    private static IEnumerable<(string Name, string? Value)> Last(IEnumerable<(string Name, string? Value)> filters)
        => filters.GroupBy(static filter => filter.Name, StringComparer.Ordinal).Select(static filter => filter.Last());
}
