using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
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
        return PageResponses.Show<CallsPage, CallsReport>(page, new CallsReport(request, statistics, before, agents)
        {
            Months = request.Kind == CallTargetKind.Model
                ? new(await ReadMonthsAsync(reader, ModelCosts.MonthsOf(request.Insight.Query, page.Now, ModelMonthRows.Count), context).ConfigureAwait(false))
                : null,
        });
    });

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        if (CallBox.AddressOf(context, page, reader) is { } address)
        {
            return new SeeOtherResult(address);
        }

        var request = CallsRequest.ReadOne(context, page, reader);
        var details = await conversations.GetCallDetailsAsync(reader, request.Query, context.RequestAborted).ConfigureAwait(false);
        var before = await conversations.GetCallStatisticsAsync(reader, request.Before, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<CallPage, CallReport>(page, new CallReport(request, details, before, agents)
        {
            Costs = request.Kind == CallTargetKind.Model ? await ReadCostsAsync(reader, request, page.Now, context).ConfigureAwait(false) : null,
        });
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

    private async ValueTask<ModelCosts> ReadCostsAsync(Reader reader, CallsRequest request, DateTimeOffset now, HttpContext context)
    {
        var query = request.Insight.Query with { CountModels = true };
        var statistics = await conversations.GetStatisticsAsync(reader, query, context.RequestAborted).ConfigureAwait(false);
        var months = await ReadMonthsAsync(reader, ModelCosts.MonthsOf(query, now), context).ConfigureAwait(false);
        return new ModelCosts([.. ModelCosts.Of(request, statistics.Models)], months);
    }

    private ValueTask<IReadOnlyList<ModelMonth>> ReadMonthsAsync(Reader reader, StatisticsQuery query, HttpContext context)
        => conversations.GetModelMonthsAsync(reader, query, context.RequestAborted);
}
