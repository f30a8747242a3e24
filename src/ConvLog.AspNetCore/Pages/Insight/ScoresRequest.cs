using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>What the page of scores is asked for.</summary>
/// <param name="Insight">When and of whom.</param>
/// <param name="Score">The score to plot, as <see cref="ScoresReport.WordOf"/> has it; null for the most frequent.</param>
/// <param name="Variant">What is plotted first, as <see cref="ScoreSlice.Word"/> has it; null where nothing was chosen.</param>
/// <param name="Compared">What is plotted beside it; null for nothing.</param>
internal sealed record ScoresRequest(InsightRequest Insight, string? Score, string? Variant, string? Compared)
{
    /// <exception cref="ConvLog.AspNetCore.Api.ApiProblemException">A parameter cannot be meant.</exception>
    public static ScoresRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.Take(context.Request, static _ => true);
        return new ScoresRequest(
            InsightRequest.Read(context, page, reader),
            given.GetValueOrDefault("score"), given.GetValueOrDefault("variant"), given.GetValueOrDefault("compared"));
    }
}
