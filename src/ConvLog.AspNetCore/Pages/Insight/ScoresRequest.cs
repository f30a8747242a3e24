using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The request of the page of scores.</summary>
/// <param name="Insight">The period and the filters.</param>
/// <param name="Score">The score to plot, as of <see cref="ScoresReport.WordOf"/>; null for the most frequent.</param>
/// <param name="Variant">The first slice, as of <see cref="ScoreSlice.Word"/>; null for the default.</param>
/// <param name="Compared">The slice to compare with; null for none.</param>
internal sealed record ScoresRequest(InsightRequest Insight, string? Score, string? Variant, string? Compared)
{
    /// <exception cref="ConvLog.AspNetCore.Api.ApiProblemException">A parameter is invalid.</exception>
    public static ScoresRequest Read(HttpContext context, ConsolePage page, Reader reader)
    {
        var given = RequestQuery.ReadKnown(context.Request, static _ => true);
        return new ScoresRequest(
            InsightRequest.Read(context, page, reader),
            given.GetValueOrDefault("score"), given.GetValueOrDefault("variant"), given.GetValueOrDefault("compared"));
    }
}
