using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Serialization;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Ratings and improved answers as lists of questions and answers.</summary>
internal sealed class TeamRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly PageCursor s_page = PageCursor.Of("conversations, each with all its matches", missing: 50, most: 200);
    public static readonly ChoiceValue<FeedbackSource> Source =
        new("source", "Ratings by users or by the team; default both.", [("user", FeedbackSource.User), ("team", FeedbackSource.Team)]);
    public static readonly ChoiceValue<FeedbackRating> Rating =
        new("rating", "Only this rating.", [("like", FeedbackRating.Like), ("dislike", FeedbackRating.Dislike)]);
    public static readonly FlagValue HasComment = new("has_comment", "Only ratings with a comment, or only those without one.");

    private static readonly ApiParameter[] s_common = [.. ConversationFilters.CommonParameters, s_page.Limit, s_page.Cursor];

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/feedback", ConvLogPermissions.Read, FeedbackAsync)
        {
            OperationId = "listFeedback",
            Cost = ApiCost.Search,
            Summary = "Lists ratings and comments with their user input and agent response, newest conversations first.",
            Description =
                "from and to apply to the conversations, turn_from and turn_to to the rated turns, none of them to the time of the rating. "
                + "A page can be empty or short without being the last: check next_cursor.",
            Parameters = [Source, Rating, HasComment, ConversationFilters.Turns.From, ConversationFilters.Turns.To, .. s_common],
            ResponseContent = new ApiContent(
                "FeedbackList",
                """{"feedback":[{"conversation_id":"conv-42","agent_id":"bookings","environment":"live","channel":"webchat","turn_id":"2f8c1d0e4b6a4c3f9d7e5a1b0c2d4e6f","turn_ordinal":1,"model":"gpt-x","question":"Book a table for two","answer":"Done.","source":"user","rating":"dislike","comment":"[redacted]","reasons":["wrong information"],"created_at":"2026-11-20T09:01:00.000000Z","pii_fields":["comment"]}],"next_cursor":null,"search_stopped":false}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
        new(HttpMethods.Get, "/annotations", ConvLogPermissions.Read, AnnotationsAsync)
        {
            OperationId = "listAnnotations",
            Cost = ApiCost.Search,
            Summary = "Lists improved answers with their user input and agent response, newest conversations first.",
            Description =
                "from and to apply to the conversations, not to the time of the improved answer. A page can be empty or short without being the last: check next_cursor.",
            Parameters = s_common,
            ResponseContent = new ApiContent(
                "AnnotationList",
                $$"""{"annotations":[{{ReadExamples.AnnotatedTurn}}],"next_cursor":null,"search_stopped":false}"""),
            Refusals = [StatusCodes.Status429TooManyRequests],
        },
    ];

    /// <summary>Reads the filters by rating and time of turns, also for the console's page.</summary>
    public static ConversationQuery WithRatings(ConversationQuery query, ApiCall call)
    {
        var (turnFrom, turnTo) = ConversationFilters.Turns.Read(call);
        return query with
        {
            RatingSource = Source.Read(call),
            Rating = Rating.Read(call),
            HasComment = HasComment.Read(call),
            TurnFrom = turnFrom,
            TurnTo = turnTo,
        };
    }

    private async ValueTask<IResult> FeedbackAsync(ApiCall call)
    {
        var (query, cursor) = Read(call);
        var page = await conversations.ListFeedbackAsync(call.Reader, WithRatings(query, call), cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }

    private async ValueTask<IResult> AnnotationsAsync(ApiCall call)
    {
        var (query, cursor) = Read(call);
        var page = await conversations.ListAnnotationsAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(json => ViewJson.Write(json, page));
    }

    private static (ConversationQuery Query, string? Cursor) Read(ApiCall call)
    {
        var (limit, cursor) = s_page.Read(call);
        return (ConversationFilters.ReadCommon(call) with { Limit = limit }, cursor);
    }
}
