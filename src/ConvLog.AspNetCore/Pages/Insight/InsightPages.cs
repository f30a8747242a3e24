using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The pages of statistics. What they show holds nothing personal.</summary>
internal sealed class InsightPages(ConversationReader conversations, PageResponses answers)
{
    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = InsightRequest.Read(context, page, reader);
        var statistics = await conversations.GetStatisticsAsync(reader, request.Query with { CountModels = true }, context.RequestAborted)
            .ConfigureAwait(false);
        var before = await conversations.GetStatisticsAsync(reader, request.Before, context.RequestAborted).ConfigureAwait(false);
        var errors = await conversations.GetErrorMessagesAsync(reader, request.Query, InsightReport.ShownMessages, context.RequestAborted)
            .ConfigureAwait(false);
        var problems = await conversations.GetProblemStatisticsAsync(reader, request.Listed, context.RequestAborted).ConfigureAwait(false);
        var changes = await InsightChanges.ReadAsync(conversations, reader, request.Times, context.RequestAborted).ConfigureAwait(false);
        var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<InsightPage, InsightReport>(page, new InsightReport(request, statistics, before.Total, errors, problems, changes, agents));
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
