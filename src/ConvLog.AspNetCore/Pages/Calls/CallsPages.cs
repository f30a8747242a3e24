using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The pages of functions, API endpoints and models. They show no personal data.</summary>
internal sealed class CallsPages(ConversationReader conversations, PageResponses answers, ReadLimits limits) : IPageRoutes
{
    // Enough for the frequent messages of a function. The API counts more.
    private const int MostEntries = 4_000;

    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/functions", ListAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/functions/details", ShowAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/functions/calls", ListCallsAsync, StoreCapabilities.Statistics),
    ];

    public ValueTask<IResult> ListAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = CallsRequest.Read(context, page, reader);
        var statistics = ConcurrentReads.Begin(() => conversations.GetCallStatisticsAsync(reader, request.Query, context.RequestAborted));
        var before = ConcurrentReads.Begin(() => conversations.GetCallStatisticsAsync(reader, request.Before, context.RequestAborted));
        var months = request.Kind == CallTargetKind.Model
            ? BeginMonths(reader, ModelCosts.MonthsOf(request.Insight.Query, page.Now, ModelMonthRows.Count), context) : null;
        var agents = ConcurrentReads.Begin(() => conversations.ListAgentsAsync(reader, context.RequestAborted));
        await Task.WhenAll(statistics, before, agents, months ?? Task.CompletedTask).ConfigureAwait(false);
        return PageResponses.Show<CallsPage, CallsReport>(
            page, new CallsReport(
                request, await statistics.ConfigureAwait(false), await before.ConfigureAwait(false), await agents.ConfigureAwait(false))
            {
                Months = months is null ? null : new(await months.ConfigureAwait(false)),
            });
    });

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        if (CallBox.AddressOf(context, page, reader) is { } address)
        {
            return new SeeOtherResult(address);
        }

        var request = CallsRequest.ReadOne(context, page, reader);
        var asked = request.Query with { MostEntries = MostEntries };
        var details = ConcurrentReads.Begin(() => conversations.GetCallDetailsAsync(reader, asked, context.RequestAborted));
        var before = ConcurrentReads.Begin(() => conversations.GetCallStatisticsAsync(reader, request.Before, context.RequestAborted));
        var costs = request.Kind == CallTargetKind.Model ? ReadCostsAsync(reader, request, page.Now, context) : null;
        var agents = ConcurrentReads.Begin(() => conversations.ListAgentsAsync(reader, context.RequestAborted));
        await Task.WhenAll(details, before, agents, costs ?? Task.CompletedTask).ConfigureAwait(false);
        return PageResponses.Show<CallPage, CallReport>(
            page, new CallReport(
                request, await details.ConfigureAwait(false), await before.ConfigureAwait(false), await agents.ConfigureAwait(false))
            {
                Costs = costs is null ? null : await costs.ConfigureAwait(false),
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

    private async Task<ModelCosts> ReadCostsAsync(Reader reader, CallsRequest request, DateTimeOffset now, HttpContext context)
    {
        var query = request.Insight.Query with { CountTurns = false, CountModels = true };
        var statistics = ConcurrentReads.Begin(() => conversations.GetStatisticsAsync(reader, query, context.RequestAborted));
        var months = BeginMonths(reader, ModelCosts.MonthsOf(query, now), context);
        await Task.WhenAll(statistics, months).ConfigureAwait(false);
        return new ModelCosts([.. ModelCosts.Of(request, (await statistics.ConfigureAwait(false)).Models)], await months.ConfigureAwait(false));
    }

    private Task<IReadOnlyList<ModelMonth>> BeginMonths(Reader reader, StatisticsQuery query, HttpContext context)
        => ConcurrentReads.Begin(() => conversations.GetModelMonthsAsync(reader, query, context.RequestAborted));
}
