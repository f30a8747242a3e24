using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>
/// Changes by the team and by end users: ratings, improved answers, notes, read marks, assignments. The author is the caller.
/// </summary>
internal sealed class TeamChangeRoutes(ConversationTeam team) : IApiRoutes
{
    private const string Assignment = "/conversations/{id}/assignment";
    private const string TurnFeedback = "/conversations/{id}/turns/{ordinal}/feedback";
    private const string TurnAnnotations = "/conversations/{id}/turns/{ordinal}/annotations";

    private static readonly (string, FeedbackSource)[] s_sources = [("user", FeedbackSource.User), ("team", FeedbackSource.Team)];
    private static readonly (string, FeedbackRating)[] s_ratings = [("like", FeedbackRating.Like), ("dislike", FeedbackRating.Dislike)];
    private static readonly int[] s_refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    private static readonly PathText s_ofTurnPart = Conversation(fromEnd: 4);
    private static readonly PathText s_ofAnnotation = Conversation(fromEnd: 5);
    private static readonly PathText s_ofPart = Conversation(fromEnd: 2);
    private static readonly PathTurn s_turn = new(FromEnd: 2) { IsRequired = true, Example = "1" };
    private static readonly PathTurn s_turnOfAnnotation = new(FromEnd: 3) { IsRequired = true, Example = "1" };
    private static readonly PathGuid s_annotation =
        new("annotation", "The annotation.") { IsRequired = true, Example = "6f9619ff-8b86-d011-b42d-00c04fc964ff" };
    private static readonly ChoiceValue<FeedbackSource> s_source =
        new("source", "The source of the rating.", s_sources) { IsRequired = true, Example = "team" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Put, TurnFeedback, ConvLogPermissions.Annotate, RateAsync)
        {
            OperationId = "rateTurn",
            Summary = "Rates a turn on behalf of the user or the team.",
            Description = "Each turn has one rating per source: an earlier one is replaced, including its comment and reasons. Reasons are those of GET /scores/definitions.",
            Parameters = [s_ofTurnPart, s_turn],
            RequestContent = new ApiContent("RatingBody", """{"source":"team","rating":"dislike","comment":"The table was for two.","reasons":["wrong information"]}"""),
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Delete, TurnFeedback, ConvLogPermissions.Annotate, RevokeAsync)
        {
            OperationId = "revokeRating",
            Summary = "Removes a rating and its comment. Succeeds if there is none.",
            Parameters = [s_ofTurnPart, s_turn, s_source],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Post, TurnAnnotations, ConvLogPermissions.Annotate, AnnotateAsync)
        {
            OperationId = "annotateTurn",
            Summary = "Adds an improved answer to a turn.",
            Parameters = [s_ofTurnPart, s_turn],
            RequestContent = new ApiContent("AnnotationBody", """{"improved_answer":"Your table for two is booked at 19:30."}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = ApiContent.Of<CreatedJson>("""{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}"""),
            Refusals = s_refusals,
        },
        new(HttpMethods.Put, TurnAnnotations + "/{annotation}", ConvLogPermissions.Annotate, ReviseAsync)
        {
            OperationId = "reviseAnnotation",
            Summary = "Replaces an improved answer.",
            Parameters = [s_ofAnnotation, s_turnOfAnnotation, s_annotation],
            RequestContent = new ApiContent("AnnotationBody", """{"improved_answer":"Your table for two is booked at 20:00."}"""),
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Delete, TurnAnnotations + "/{annotation}", ConvLogPermissions.Annotate, RemoveAsync)
        {
            OperationId = "removeAnnotation",
            Summary = "Removes an improved answer. Its text is not kept.",
            Parameters = [s_ofAnnotation, s_turnOfAnnotation, s_annotation],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Post, "/conversations/{id}/notes", ConvLogPermissions.Annotate, NoteAsync)
        {
            OperationId = "addNote",
            Summary = "Adds a note to a conversation.",
            Parameters = [s_ofPart],
            RequestContent = new ApiContent("NoteBody", """{"text":"Asked the restaurant: the table was free."}"""),
            Status = StatusCodes.Status201Created,
            ResponseContent = ApiContent.Of<CreatedJson>("""{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}"""),
            Refusals = s_refusals,
        },
        new(HttpMethods.Put, "/conversations/{id}/read", ConvLogPermissions.Annotate, MarkReadAsync)
        {
            OperationId = "markRead",
            Summary = "Marks a conversation as read. The first reader is kept.",
            Description = "Accepts no body.",
            Parameters = [s_ofPart],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Put, Assignment, ConvLogPermissions.Annotate, AssignAsync)
        {
            OperationId = "assignConversation",
            Summary = "Assigns a conversation to a colleague. An earlier assignment is replaced.",
            Description = "assigned_to is the name of one of the host's users, as in read_by; me is the caller.",
            Parameters = [s_ofPart],
            RequestContent = new ApiContent("AssignmentBody", """{"assigned_to":"Ada"}"""),
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
        new(HttpMethods.Delete, Assignment, ConvLogPermissions.Annotate, UnassignAsync)
        {
            OperationId = "unassignConversation",
            Summary = "Removes the assignment of a conversation. Succeeds if it is assigned to nobody.",
            Parameters = [s_ofPart],
            Status = StatusCodes.Status204NoContent,
            Refusals = s_refusals,
        },
    ];

    private async ValueTask<IResult> RateAsync(ApiCall call)
    {
        string id = s_ofTurnPart.Read(call);
        var turn = s_turn.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        var source = body.Choice("source", s_sources, isRequired: true)!.Value;
        var rating = body.Choice("rating", s_ratings, isRequired: true)!.Value;
        string? comment = body.Text("comment", team.LongestText);
        var reasons = body.Texts("reasons", most: 100, longest: 1_024);
        ThrowIfNotDone(await team.RateAsync(call.Reader, id, turn, source, rating, comment, reasons, call.Aborted).ConfigureAwait(false), s_turn, turn);
        return ApiCall.Done;
    }

    private async ValueTask<IResult> RevokeAsync(ApiCall call)
    {
        var turn = s_turn.Read(call);
        ThrowIfNotDone(await team.RevokeRatingAsync(call.Reader, s_ofTurnPart.Read(call), turn, s_source.Read(call)!.Value, call.Aborted).ConfigureAwait(false),
            s_turn, turn);
        return ApiCall.Done;
    }

    private async ValueTask<IResult> AnnotateAsync(ApiCall call)
    {
        string id = s_ofTurnPart.Read(call);
        var turn = s_turn.Read(call);
        string answer = await ReadTextAsync(call, "improved_answer").ConfigureAwait(false);
        var result = await team.AnnotateAsync(call.Reader, id, turn, answer, call.Aborted).ConfigureAwait(false);
        ThrowIfNotDone(result, s_turn, turn);
        return Created(call, result);
    }

    private async ValueTask<IResult> ReviseAsync(ApiCall call)
    {
        string id = s_ofAnnotation.Read(call);
        var turn = s_turnOfAnnotation.Read(call);
        var annotation = s_annotation.Read(call);
        string answer = await ReadTextAsync(call, "improved_answer").ConfigureAwait(false);
        ThrowIfNotDone(await team.ReviseAnnotationAsync(call.Reader, id, turn, annotation, answer, call.Aborted).ConfigureAwait(false),
            s_turnOfAnnotation, turn);
        return ApiCall.Done;
    }

    private async ValueTask<IResult> RemoveAsync(ApiCall call)
    {
        var turn = s_turnOfAnnotation.Read(call);
        ThrowIfNotDone(
            await team.RemoveAnnotationAsync(call.Reader, s_ofAnnotation.Read(call), turn, s_annotation.Read(call), call.Aborted).ConfigureAwait(false),
            s_turnOfAnnotation, turn);
        return ApiCall.Done;
    }

    private async ValueTask<IResult> NoteAsync(ApiCall call)
    {
        string id = s_ofPart.Read(call);
        string text = await ReadTextAsync(call, "text").ConfigureAwait(false);
        return Created(call, await team.AddNoteAsync(call.Reader, id, text, call.Aborted).ConfigureAwait(false));
    }

    private async ValueTask<IResult> MarkReadAsync(ApiCall call)
    {
        ThrowIfNotDone(await team.MarkReadAsync(call.Reader, s_ofPart.Read(call), call.Aborted).ConfigureAwait(false));
        return ApiCall.Done;
    }

    private async ValueTask<IResult> AssignAsync(ApiCall call)
    {
        const string field = "assigned_to";
        string id = s_ofPart.Read(call);
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        string name = AssigneeKeywords.NameOf(body.Text(field, longest: 256, isRequired: true)!.Trim(), call.Reader);
        if (name.Length == 0 || AssigneeKeywords.IsReserved(name))
        {
            throw ApiProblemException.Invalid(field,
                $"{field} must be a name or {AssigneeKeywords.Me}; {AssigneeKeywords.None} and {AssigneeKeywords.Any} are words "
                + "of the filter.");
        }

        ThrowIfNotDone(await team.AssignAsync(call.Reader, id, name, call.Aborted).ConfigureAwait(false));
        return ApiCall.Done;
    }

    private async ValueTask<IResult> UnassignAsync(ApiCall call)
    {
        ThrowIfNotDone(await team.UnassignAsync(call.Reader, s_ofPart.Read(call), call.Aborted).ConfigureAwait(false));
        return ApiCall.Done;
    }

    private async ValueTask<string> ReadTextAsync(ApiCall call, string name)
    {
        using var body = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        string text = body.Text(name, team.LongestText, isRequired: true)!;
        return string.IsNullOrWhiteSpace(text) ? throw ApiProblemException.Invalid(name, $"{name} is blank.") : text;
    }

    private static IResult Created(ApiCall call, TeamResult result)
    {
        ThrowIfNotDone(result);
        return call.Json(new CreatedJson(result.Id!.Value), StatusCodes.Status201Created);
    }

    private static void ThrowIfNotDone(TeamResult result, PathTurn parameter, TurnKey turn)
    {
        if (result.Outcome == TeamOutcome.NoTurn)
        {
            throw parameter.Unknown(turn);
        }

        ThrowIfNotDone(result);
    }

    /// <summary>Throws unless the change was made.</summary>
    /// <param name="result">The result.</param>
    /// <param name="field">The wrong field if the host's rules reject the change.</param>
    internal static void ThrowIfNotDone(TeamResult result, string field = "reasons")
    {
        if (result.IsDone)
        {
            return;
        }

        throw result.Outcome switch
        {
            TeamOutcome.NoConversation => ApiProblemException.NotFound("conversation"),
            TeamOutcome.NoTurn => ApiProblemException.NotFound("turn"),
            TeamOutcome.NoAnnotation => ApiProblemException.NotFound("annotation"),
            TeamOutcome.NoCall => ApiProblemException.NotFound("call"),
            TeamOutcome.NoScore => ApiProblemException.NotFound("score"),
            TeamOutcome.Refused => ApiProblemException.Invalid(field, result.Refusal!),
            TeamOutcome.NotRecorded => new ApiProblemException(
                StatusCodes.Status409Conflict, "Conflict", "This conversation is recorded without text: notes, comments and improved answers are not kept."),
            _ => new ApiProblemException(StatusCodes.Status409Conflict, "Conflict", "This conversation will be erased and accepts no new data."),
        };
    }

    private static PathText Conversation(int fromEnd) => new("id", "The conversation.", fromEnd) { IsRequired = true, Example = "conv-42" };
}
