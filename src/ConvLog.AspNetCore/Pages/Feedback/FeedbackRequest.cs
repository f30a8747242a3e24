using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>
/// The parameters of the pages of feedback. Filters are those of the API, with the same names; the period, and whether an answer was improved, are the
/// console's own.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Query">The filters of conversations and of ratings.</param>
/// <param name="IsImproved">Whether the rated answer has an improved one; null for any.</param>
/// <param name="Cursor">The cursor of the page; null for the first.</param>
internal sealed record FeedbackRequest(ListAddress Address, ConversationQuery Query, bool? IsImproved, string? Cursor)
{
    public const string Improved = "improved";

    // The number of conversations in memory at once.
    private const int ConversationsAtOnce = 20;

    private static readonly FlagValue s_improved = new(Improved, "Whether the rated answer has an improved one.");

    private static readonly string[] s_known =
    [
        ListAddress.Cursor, ListAddress.Period, ListAddress.From, ListAddress.Until, Improved, TeamRoutes.Source.Name, TeamRoutes.Rating.Name,
            TeamRoutes.HasComment.Name,
        ConversationFilters.Agent.Name, ConversationFilters.Environment.Name, ConversationFilters.Channel.Name,
    ];

    // Filters of rated turns, which do not apply to improved answers.
    private static readonly string[] s_turns = [ConversationFilters.Turns.From.Name, ConversationFilters.Turns.To.Name];

    /// <summary>The conversations with improved answers: filters of ratings do not apply to them.</summary>
    public ConversationQuery ImprovedQuery => Query with { RatingSource = null, Rating = null, HasComment = null, IsAnnotated = true };

    /// <summary>The filters that are set and have no field in the form.</summary>
    public IReadOnlyList<SetFilter> OtherFilters =>
        [.. SetFilter.Of(Address, Query, name => !s_turns.Contains(name, StringComparer.Ordinal)
        && (name is not (ListAddress.From or ListAddress.Until) || Address[ListAddress.Period] is not null))
            .Where(static filter => !filter.HasField)];

    /// <summary>The list of the matching conversations, as a query. It lets the review page continue with the next of them.</summary>
    /// <param name="has">The filter that they all match: <c>is_rated</c> or <c>is_annotated</c>.</param>
    public string ListOf(string has) => RequestQuery.Address(
        "",
        [
            (has, "true"), ("rating", Address[TeamRoutes.Rating.Name]), ("rating_source", Address[TeamRoutes.Source.Name]),
                ("has_comment", Address[TeamRoutes.HasComment.Name]),
            .. ((string[])[ConversationFilters.Agent.Name, ConversationFilters.Environment.Name, ConversationFilters.Channel.Name, ListAddress.Period,
                .. s_turns])
            .Select(name => (name, Address[name])),
        ]).TrimStart('?');

    /// <param name="context">The request.</param>
    /// <param name="page">The page.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="path">The page's path.</param>
    /// <exception cref="ApiProblemException">A parameter is invalid.</exception>
    public static FeedbackRequest Read(HttpContext context, ConsolePage page, Reader reader, string path)
    {
        bool isOfTurns = string.Equals(path, page.Paths.Feedback, StringComparison.Ordinal);
        var given = RequestQuery.ReadKnown(
            context.Request, name => s_known.Contains(name, StringComparer.Ordinal) || (isOfTurns && s_turns.Contains(name, StringComparer.Ordinal)));
        var call = new ApiCall(context, page.Visitor, reader);
        var asked = ConversationFilters.ReadCommon(call);
        var query = TeamRoutes.WithRatings(asked, call) with
        {
            From = asked.From ?? ListRequest.BeginningOf(given.GetValueOrDefault(ListAddress.Period), page.Now),
            Limit = ConversationsAtOnce,
        };
        return new FeedbackRequest(new ListAddress(path, given), query, s_improved.Read(call), given.GetValueOrDefault(ListAddress.Cursor));
    }
}
