using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The parameters of the page of scores.</summary>
/// <param name="Insight">The period and the scope.</param>
/// <param name="Score">The score to plot, as named by <see cref="ScoresReport.WordOf"/>; null for the most frequent.</param>
/// <param name="Variant">The slice to plot, as named by <see cref="ScoreSlice.Word"/>; null if none is selected.</param>
/// <param name="Compared">The second slice to plot; null if there is none.</param>
internal sealed record ScoresRequest(InsightRequest Insight, string? Score, string? Variant, string? Compared)
{
    /// <exception cref="ConvLog.AspNetCore.Api.ApiProblemException">A parameter is invalid.</exception>
    public static ScoresRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.Take(context.Request, static _ => true);
        return new ScoresRequest(
            InsightRequest.Read(context, page, reader),
            given.GetValueOrDefault("score"), given.GetValueOrDefault("variant"), given.GetValueOrDefault("compared"));
    }
}
