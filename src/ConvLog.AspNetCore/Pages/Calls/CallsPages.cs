using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The pages of functions, API endpoints and models. They show no personal data.</summary>
internal sealed class CallsPages(ConversationReader conversations, PageResponses answers, ReadLimits limits) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/functions", ListAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/functions/details", ShowAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/functions/calls", ListCallsAsync, StoreCapabilities.Statistics),
    ];

    public ValueTask<IResult> ListAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = CallsRequest.Read(context, page, reader);
        var statistics = await conversations.GetCallStatisticsAsync(reader, request.Query, context.RequestAborted).ConfigureAwait(false);
        var before = await conversations.GetCallStatisticsAsync(reader, request.Before, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<CallsPage, CallsReport>(page, new CallsReport(request, statistics, before, agents));
    });

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = CallsRequest.ReadOne(context, page, reader);
        var details = await conversations.GetCallDetailsAsync(reader, request.Query, context.RequestAborted).ConfigureAwait(false);
        var before = await conversations.GetCallStatisticsAsync(reader, request.Before, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<CallPage, CallReport>(page, new CallReport(request, details, before, agents));
    });

    /// <summary>The calls of one function, endpoint or model. A form with the search box is redirected to the address with its filters.</summary>
    public ValueTask<IResult> ListCallsAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        if (ListedCallsRequest.BoxAddress(context, page, reader) is { } address)
        {
            return new SeeOtherResult(address);
        }

        var request = ListedCallsRequest.Read(context, page, reader);
        if (request.Query.Conversations.Text is not null && limits.CountSearch(page.Visitor) is { } seconds)
        {
            return PageResponses.RefuseSearch(context, page, seconds);
        }

        var calls = await conversations.ListCallsAsync(reader, request.Query, request.Cursor, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<ListedCallsPage, ListedCallsReport>(page, new ListedCallsReport(request, calls, agents));
    });
}
