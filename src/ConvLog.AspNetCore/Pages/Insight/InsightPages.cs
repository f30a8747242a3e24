using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The pages of statistics. They show no personal data.</summary>
internal sealed class InsightPages(ConversationReader conversations, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/insight", ShowAsync, StoreCapabilities.Statistics),
        PageRoute.Readable("/insight/scores", ShowScoresAsync, StoreCapabilities.Statistics),
    ];

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = InsightRequest.Read(context, page, reader);
        var stop = context.RequestAborted;

        // Concurrently, so that the page waits only for the slowest of them.
        var statistics = conversations.GetStatisticsAsync(reader, request.Query with { CountModels = true }, stop).AsTask();
        var before = conversations.GetStatisticsAsync(reader, request.Before, stop).AsTask();
        var errors = conversations.GetErrorMessagesAsync(reader, request.Query, InsightReport.ShownMessages, stop).AsTask();
        var problems = ProblemsAsync();
        var changes = InsightChanges.ReadAsync(conversations, reader, request.Times, stop).AsTask();
        var agents = conversations.ListAgentsAsync(reader, stop).AsTask();
        await Task.WhenAll(statistics, before, errors, problems, changes, agents).ConfigureAwait(false);
        return PageResponses.Show<InsightPage, InsightReport>(page, new InsightReport(request,
            await statistics.ConfigureAwait(false), (await before.ConfigureAwait(false)).Total, await errors.ConfigureAwait(false),
            await problems.ConfigureAwait(false), await changes.ConfigureAwait(false), await agents.ConfigureAwait(false)));

        async Task<ProblemStatistics> ProblemsAsync() => await conversations.GetProblemStatisticsAsync(
            reader, request.Query, await statistics.ConfigureAwait(false), stop).ConfigureAwait(false);
    });

    public ValueTask<IResult> ShowScoresAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = ScoresRequest.Read(context, page, reader);
        var statistics = await conversations.GetStatisticsAsync(reader, request.Insight.Query with { CountScores = true }, context.RequestAborted)
            .ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<ScoresPage, ScoresReport>(page, new ScoresReport(request, statistics, agents));
    });
}
