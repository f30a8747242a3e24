using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>Ratings to review, and improved answers.</summary>
internal sealed class FeedbackPages(ConversationReader conversations, PageResponses answers, ReadLimits limits) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        PageRoute.Readable("/feedback", ShowAsync),
        PageRoute.Readable("/feedback/improved", ShowImprovedAsync),
    ];

    // Most conversations have no ratings that match a filter. This limits how many are read for one page.
    private const int MostParts = 5;
    private const int PageSize = 20;

    /// <summary>The ratings.</summary>
    public ValueTask<IResult> ShowAsync(HttpContext context) => CountedAsync(context, async (page, reader) =>
    {
        var request = FeedbackRequest.Read(context, page, reader, page.Paths.Feedback);
        var (found, next) = await PartsAsync<RatedTurn>(request, async cursor =>
        {
            var part = await conversations.ListFeedbackAsync(reader, request.Query, cursor, context.RequestAborted).ConfigureAwait(false);
            return (part.Feedback.Where(rated => request.IsImproved is not { } wanted || rated.Turn.Annotations.Count > 0 == wanted), part.Next);
        }).ConfigureAwait(false);
        var agents = await AgentsAsync(reader, request, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<RatingsPage, FeedbackListing<RatedTurn>>(page, new FeedbackListing<RatedTurn>(request, found, next, agents));
    });

    /// <summary>The improved answers.</summary>
    public ValueTask<IResult> ShowImprovedAsync(HttpContext context) => CountedAsync(context, async (page, reader) =>
    {
        var request = FeedbackRequest.Read(context, page, reader, page.Paths.ImprovedAnswers);
        var (found, next) = await PartsAsync<AnnotatedTurn>(request, async cursor =>
        {
            var part = await conversations.ListAnnotationsAsync(reader, request.ImprovedQuery, cursor, context.RequestAborted).ConfigureAwait(false);
            return (part.Annotations, part.Next);
        }).ConfigureAwait(false);
        var agents = await AgentsAsync(reader, request, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<ImprovedPage, FeedbackListing<AnnotatedTurn>>(page, new FeedbackListing<AnnotatedTurn>(request, found, next, agents));
    });

    // Counts as a search, because many conversations are read whole for a page.
    private ValueTask<IResult> CountedAsync(HttpContext context, Func<ConsolePage, Reader, ValueTask<IResult>> show)
        => answers.ReadAsync(context, (page, reader) =>
        {
            if (limits.CountSearch(page.Visitor) is not { } seconds)
            {
                return show(page, reader);
            }

            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return new(PageResponses.Fail(page, Failure.TooManyRatings));
        });

    private static async ValueTask<(List<TFound> Found, string? Next)> PartsAsync<TFound>(FeedbackRequest request,
        Func<string?, ValueTask<(IEnumerable<TFound> Found, string? Next)>> readAsync)
    {
        var found = new List<TFound>();
        string? cursor = request.Cursor;
        for (int parts = 0; parts < MostParts && found.Count < PageSize && (parts == 0 || cursor is not null); parts++)
        {
            var part = await readAsync(cursor).ConfigureAwait(false);
            found.AddRange(part.Found);
            cursor = part.Next;
        }

        return (found, cursor);
    }

    private async ValueTask<IReadOnlyList<string>> AgentsAsync(Reader reader, FeedbackRequest request, CancellationToken cancellationToken)
    {
        var agents = await conversations.ListAgentsAsync(reader, cancellationToken).ConfigureAwait(false);
        return request.Query.AgentId is { } chosen && !agents.Contains(chosen, StringComparer.Ordinal) ? [.. agents, chosen] : agents;
    }
}
