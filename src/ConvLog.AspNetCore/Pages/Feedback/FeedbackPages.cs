using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>Ratings to work through, and the improved answers that came of it.</summary>
internal sealed class FeedbackPages(ConversationReader conversations, PageResponses answers, ReadLimits limits)
{
    // Of most conversations nobody says anything that a filter of ratings leaves over: so much is read for one page, and no more.
    private const int MostParts = 5;
    private const int PageSize = 20;
    private const string Format = "format";

    /// <summary>The ratings.</summary>
    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
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
    public ValueTask<IResult> ShowImprovedAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var request = FeedbackRequest.Read(context, page, reader, page.Paths.ImprovedAnswers);
        var query = request.Query with { RatingSource = null, Rating = null, HasComment = null };
        var (found, next) = await PartsAsync<AnnotatedTurn>(request, async cursor =>
        {
            var part = await conversations.ListAnnotationsAsync(reader, query, cursor, context.RequestAborted).ConfigureAwait(false);
            return (part.Annotations, part.Next);
        }).ConfigureAwait(false);
        var agents = await AgentsAsync(reader, request, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<ImprovedPage, FeedbackListing<AnnotatedTurn>>(page, new FeedbackListing<AnnotatedTurn>(request, found, next, agents));
    });

    /// <summary>
    /// The improved answers as a file with what is personal in it: an answer that someone wrote is. Asked for by a form, as it is revealed; the API's own file
    /// is masked for browsers.
    /// </summary>
    public ValueTask<IResult> ExportAsync(HttpContext context) => answers.TakeAsync(context, ConvLogPermissions.ReadPii, async (page, withheld, form) =>
    {
        if (PageResponses.Permitted(page, form) is not { } reader)
        {
            return PageResponses.Fail(page, Failure.NoReason);
        }

        if (limits.CountExport(page.Visitor) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return PageResponses.Fail(page, Failure.TooMany);
        }

        var query = FeedbackRequest.Read(context, page, withheld, page.Paths.ImprovedAnswers).Query with { RatingSource = null, Rating = null,
            HasComment = null, IsAnnotated = true };
        IExportFormat format = form.Text(Format) is "csv" ? new AnnotationTable() : new AnnotationLines();
        var first = await conversations.ListWholeAsync(reader, query, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return new ExportResult(format, first, cursor => conversations.ListWholeAsync(reader, query, cursor, context.RequestAborted));
    });

    /// <summary>Leads from an address that only takes a form to the page it stands on.</summary>
    public ValueTask<IResult> BackAsync(HttpContext context)
        => answers.ReadAsync(context, static (page, _) => new(new SeeOtherResult(page.Paths.ImprovedAnswers)));

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
