using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The page of statistics. What it shows holds nothing personal.</summary>
internal sealed class InsightPages(ConversationReader conversations, PageAnswers answers)
{
    public async ValueTask<IResult> ShowAsync(HttpContext context)
    {
        var page = answers.PageOf(context);
        if (page.Visitor.Reader is not { } reader)
        {
            return PageAnswers.Refuse(context, page);
        }

        try
        {
            var request = InsightRequest.Read(context, page, reader);
            var statistics = await conversations.GetStatisticsAsync(reader, request.Query, context.RequestAborted).ConfigureAwait(false);
            var before = await conversations.GetStatisticsAsync(reader, request.Before, context.RequestAborted).ConfigureAwait(false);
            var agents = await conversations.ListAgentsAsync(reader, context.RequestAborted).ConfigureAwait(false);
            return PageAnswers.Show<InsightPage, InsightReport>(page, new InsightReport(request, statistics, before.Total, agents));
        }
        catch (ApiProblemException e)
        {
            return PageAnswers.Fail(page, Failure.Invalid(e.Message));
        }
    }
}
