using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Review;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>
/// The actions of the review page's forms: ratings, improved answers, notes, labels, scores, assignments, read marks. The conversation is in the query of
/// their address, where any ID is possible, with the list from which its page was opened; the response redirects to that page.
/// </summary>
internal sealed class TeamPages(ConversationTeam team, ConversationReader conversations, ConversationPages pages, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        Form("rating", RateAsync), Form("answers", AnswerAsync), Form("notes", NoteAsync), Form("labels", LabelAsync),
        Form("scores", ScoreAsync), Form("assignment", AssignAsync), Form("read", ReadAsync), Form("unread", UnreadAsync),
    ];

    /// <summary>Rates a turn for the team, or removes the rating.</summary>
    public ValueTask<IResult> RateAsync(HttpContext context)
        => HandleFormAsync(context, form => TeamForm.ReadRating(form, team.LongestText), async (reader, id, form) =>
    {
        // A thumb would replace a comment with none: a comment must be changed in its form.
        if (form.IsOneClick && await IsCommentedAsync(reader, id, form.Turn, context.RequestAborted).ConfigureAwait(false))
        {
            return null;
        }

        return form.Rating is { } rating
            ? await team.RateAsync(reader, id, form.Turn, FeedbackSource.Team, rating, form.Text, form.Reasons, context.RequestAborted).ConfigureAwait(false)
            : await team.RevokeRatingAsync(reader, id, form.Turn, FeedbackSource.Team, context.RequestAborted).ConfigureAwait(false);
    });

    /// <summary>Adds, replaces or removes an improved answer.</summary>
    public ValueTask<IResult> AnswerAsync(HttpContext context)
        => HandleFormAsync(context, form => TeamForm.ReadAnswer(form, team.LongestText), async (reader, id, form) => form switch
    {
        { IsOneClick: true } => await team.RemoveAnnotationAsync(reader, id, form.Turn, form.Annotation ?? Guid.Empty, context.RequestAborted)
            .ConfigureAwait(false),
        { Annotation: { } annotation } => await team.ReviseAnnotationAsync(reader, id, form.Turn, annotation, form.Text, context.RequestAborted)
            .ConfigureAwait(false),
        _ => await team.AnnotateAsync(reader, id, form.Turn, form.Text, context.RequestAborted).ConfigureAwait(false),
    });

    /// <summary>Adds a note.</summary>
    public ValueTask<IResult> NoteAsync(HttpContext context) => HandleFormAsync(
        context, form => TeamForm.ReadNote(form, team.LongestText),
            async (reader, id, form) => await team.AddNoteAsync(reader, id, form.Text, context.RequestAborted).ConfigureAwait(false));

    /// <summary>Adds a label to the conversation or a turn, or removes it.</summary>
    public ValueTask<IResult> LabelAsync(HttpContext context) => HandleFormAsync(context, TeamForm.ReadLabel, async (reader, id, form) =>
    {
        int? turn = form.Turn > 0 ? form.Turn : null;
        return form.IsOneClick
            ? await team.RemoveLabelAsync(reader, id, turn, form.Text, context.RequestAborted).ConfigureAwait(false)
            : await team.AddLabelAsync(reader, id, turn, form.Text, context.RequestAborted).ConfigureAwait(false);
    });

    /// <summary>Adds a score to the conversation or a turn, or removes it.</summary>
    public ValueTask<IResult> ScoreAsync(HttpContext context)
        => HandleFormAsync(context, TeamForm.ReadScore, async (reader, id, form) => form.Score is { } score
        ? await team.RemoveScoreAsync(reader, id, score, context.RequestAborted).ConfigureAwait(false)
        : await team.ScoreAsync(
            reader,
            new ScoreInput
            {
                ConversationId = id,
                TurnOrdinal = form.Turn > 0 ? form.Turn : null,
                Name = form.Name,
                Value = ScoreInputParser.Parse(form.Name, form.Text, team.ScoreDefinitions),
            },
            context.RequestAborted).ConfigureAwait(false));

    /// <summary>Assigns the conversation to a colleague, or removes the assignment.</summary>
    public ValueTask<IResult> AssignAsync(HttpContext context) => HandleFormAsync(
        context, (sent, reader) => TeamForm.ReadAssignment(sent, reader), async (reader, id, form) => form.IsOneClick
            ? await team.UnassignAsync(reader, id, context.RequestAborted).ConfigureAwait(false)
            : await team.AssignAsync(reader, id, form.Text, context.RequestAborted).ConfigureAwait(false));

    /// <summary>Marks a conversation as read, and redirects to the next one of its list if the form has it.</summary>
    public ValueTask<IResult> ReadAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Annotate, async (page, reader, form) =>
    {
        if (IdOf(context) is not { } id)
        {
            return PageResponses.Fail(page, Failure.NoPage);
        }

        string next = form.Text("next");
        var list = ListRequest.Read(context, page, reader).Address;
        string kept = next.Length > 0 ? list.LinkQueryAt(QueuePosition.Of(list[ListAddress.Queue])?.Next) : KeptOf(context, page, reader);
        var result = await team.MarkReadAsync(reader, id, context.RequestAborted).ConfigureAwait(false);
        if (!result.IsDone)
        {
            return PageResponses.Fail(page, FailureOf(result.Outcome));
        }

        return new SeeOtherResult(page.Paths.Conversation(next.Length > 0 ? next : id, result.IsUnchanged ? kept : MarkedRead.Query(kept, id)));
    });

    /// <summary>Marks a conversation as unread, and redirects to it.</summary>
    public ValueTask<IResult> UnreadAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Annotate, async (page, reader, form) =>
    {
        if (IdOf(context) is not { } id)
        {
            return PageResponses.Fail(page, Failure.NoPage);
        }

        string kept = KeptOf(context, page, reader);
        var result = await team.MarkUnreadAsync(reader, id, context.RequestAborted).ConfigureAwait(false);
        return result.IsDone ? new SeeOtherResult(page.Paths.Conversation(id, kept)) : PageResponses.Fail(page, FailureOf(result.Outcome));
    });

    /// <summary>Redirects from an address that only accepts forms to their page: signing in again, or reloading, may request it.</summary>
    public ValueTask<IResult> Back(HttpContext context) => answers.ReadAsync(context, (page, reader)
        => new(IdOf(context) is { } id
            ? new SeeOtherResult(page.Paths.Conversation(id, KeptOf(context, page, reader))) : PageResponses.Fail(page, Failure.NoPage)));

    private ValueTask<IResult> HandleFormAsync(HttpContext context, Func<IFormCollection, TeamForm> read,
        Func<Reader, string, TeamForm, ValueTask<TeamResult?>> write)
        => HandleFormAsync(context, (sent, _) => read(sent), write);

    // A reader who annotates a conversation has read it; one who assigns it leaves that to the colleague. Null if a comment prevents the change.
    private ValueTask<IResult> HandleFormAsync(HttpContext context, Func<IFormCollection, Reader, TeamForm> read,
        Func<Reader, string, TeamForm, ValueTask<TeamResult?>> write)
        => answers.HandleFormAsync(context, ConvLogPermissions.Annotate, async (page, reader, sent) =>
        {
            if (IdOf(context) is not { } id)
            {
                return PageResponses.Fail(page, Failure.NoPage);
            }

            int part = ReviewPart.FromQuery(context.Request);
            var list = ListRequest.Read(context, page, reader);
            var form = read(sent, reader);
            if (form.Problem is not null)
            {
                return await pages.ShowInvalidFormAsync(context, page, reader, id, list, part, form).ConfigureAwait(false);
            }

            if (await write(reader, id, form).ConfigureAwait(false) is not { } result)
            {
                return PageResponses.Fail(page, Failure.Commented);
            }

            if (result.Refusal is { } refusal)
            {
                return await pages.ShowInvalidFormAsync(context, page, reader, id, list, part, form with { Problem = refusal }).ConfigureAwait(false);
            }

            if (!result.IsDone && result.Outcome != TeamOutcome.NoScore)
            {
                return PageResponses.Fail(page, FailureOf(result.Outcome));
            }

            if (form.Kind != TeamFormKind.Assignment)
            {
                await team.MarkReadAsync(reader, id, context.RequestAborted).ConfigureAwait(false);
            }

            return new SeeOtherResult(page.Paths.Conversation(id, ReviewPart.Query(list.Address.LinkQuery, part))
                + Anchor.Href(form switch
                {
                    { Kind: TeamFormKind.Note } => Anchor.Notes,
                    { Kind: TeamFormKind.Assignment } => Anchor.Assignment,
                    { Turn: 0 } => Anchor.Judgments,
                    _ => Anchor.Turn(form.Turn),
                }));
        });

    private async ValueTask<bool> IsCommentedAsync(Reader reader, string id, int turn, CancellationToken cancellationToken)
    {
        var view = await conversations.GetAsync(reader, id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return view?.Turns.ElementAtOrDefault(turn - 1)?.Feedback.Any(static feedback => feedback is { Source: FeedbackSource.Team, Comment: not null })
            ?? false;
    }

    private static string KeptOf(HttpContext context, ConsolePage page, Reader reader)
    {
        int part = ReviewPart.FromQuery(context.Request);
        return ReviewPart.Query(ListRequest.Read(context, page, reader).Address.LinkQuery, part);
    }

    private static string? IdOf(HttpContext context) => context.Request.Query["id"] is [{ Length: > 0 } id] ? id : null;

    private static Failure FailureOf(TeamOutcome outcome) => outcome switch
    {
        TeamOutcome.NoTurn => Failure.NoTurn,
        TeamOutcome.NoAnnotation => Failure.NoAnnotation,
        TeamOutcome.ErasurePending => Failure.ErasurePending,
        TeamOutcome.NotRecorded => Failure.NotRecorded,
        _ => Failure.NoConversation,
    };

    private PageRoute Form(string name, Func<HttpContext, ValueTask<IResult>> post) => new($"/review/{name}") { Get = Back, Post = post };
}
