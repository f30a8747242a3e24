using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The search box of the page of a function, endpoint or model. Filters that statistics do not have lead to the list of calls.</summary>
internal static class CallBox
{
    // The filters of the page besides its period.
    private static readonly string[] s_filters = ["variant", "channel", "agent", "environment"];

    /// <summary>The address to show, if the box was sent; otherwise null.</summary>
    public static string? AddressOf(HttpContext context, ConsolePage page, Reader reader)
    {
        if (SearchBoxQuery.Sent(context.Request, page) is not { } box)
        {
            return null;
        }

        var request = CallsRequest.ReadOne(context, page, reader);
        (string Name, string? Value)[] filters = [.. box.Filters.Select(static filter => (filter.Name, (string?)filter.Value)), (ListAddress.Text, box.Text)];
        return box.Text is null && box.Filters.All(static filter => s_filters.Contains(filter.Name, StringComparer.Ordinal))
            ? RequestQuery.Address(
                page.Paths.FunctionDetails,
                CallParts.Last([.. request.Insight.AddressFields, .. request.Target, (CallSplit.Name, request.Split?.Parameter), .. filters]))
            : CallParts.Calls(page.Paths, request, filters);
    }

    /// <summary>The filters that are set and have no field of their own, each with a link that removes it.</summary>
    public static IReadOnlyList<SetFilter> Chips(ConsolePaths paths, CallsRequest request)
    {
        var insight = request.Insight;
        var without = request with { Insight = insight with { Query = insight.Query with { Channel = null } } };
        return
        [
            .. request.Variant is { } variant ? [new SetFilter("variant", variant, (request with { Variant = null }).DetailAddress(paths))] : (SetFilter[])[],
            .. insight.Query.Channel is { } channel ? [new SetFilter("channel", channel, without.DetailAddress(paths))] : (SetFilter[])[],
        ];
    }
}
