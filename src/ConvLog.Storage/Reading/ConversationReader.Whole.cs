using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Complete conversations, for exports and for lists of ratings and improved answers.</content>
public sealed partial class ConversationReader
{
    /// <summary>
    /// Lists conversations as <see cref="ListAsync"/> does, and reads each completely. Request few at a time: each includes its whole log. A page ends
    /// before its limit with the conversation that brings it to 10,000 turns, function events, model calls and entries visible to the reader, or to
    /// 4 million characters, roughly.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The conversations, their order and the page size; see <see cref="ListAsync"/>.</param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="WholePage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public ValueTask<WholePage> ListWholeAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
        => _whole.ListWholeAsync(reader, query, cursor, cancellationToken);

    /// <summary>
    /// Finds where a list by <see cref="ConversationSort.Created"/> continues after a conversation, for a reader who saved its ID and no cursor. The result
    /// holds no personal data.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The list. It need not contain the conversation.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The query and the cursor with which to continue; null if the reader has no such conversation.</returns>
    /// <exception cref="ArgumentException">The list has another order, in which a conversation can change its place.</exception>
    public ValueTask<(ConversationQuery Query, string Cursor)?> FindPlaceAfterAsync(
        Reader reader, ConversationQuery query, string conversationId, CancellationToken cancellationToken = default)
        => _whole.FindPlaceAfterAsync(reader, query, conversationId, cancellationToken);

    /// <summary>Lists ratings, those of the newest conversations first unless the query says otherwise.</summary>
    /// <param name="reader">The reader. Without the permission, comments are masked.</param>
    /// <param name="query">
    /// The conversations: those with a rating, whatever <see cref="ConversationQuery.IsRated"/> is. Of their ratings, returns those that match
    /// <see cref="ConversationQuery.RatingSource"/>, <see cref="ConversationQuery.Rating"/> and <see cref="ConversationQuery.HasComment"/>, of turns that
    /// began between <see cref="ConversationQuery.TurnFrom"/> and <see cref="ConversationQuery.TurnTo"/>. The limit counts conversations.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="FeedbackPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public ValueTask<FeedbackPage> ListFeedbackAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
        => _whole.ListFeedbackAsync(reader, query, cursor, cancellationToken);

    /// <summary>Lists improved answers, those of the newest conversations first unless the query says otherwise.</summary>
    /// <param name="reader">The reader. Without the permission, improved answers are masked.</param>
    /// <param name="query">
    /// The conversations: those with an improved answer, whatever <see cref="ConversationQuery.IsAnnotated"/> is. Returns those of turns that began between
    /// <see cref="ConversationQuery.TurnFrom"/> and <see cref="ConversationQuery.TurnTo"/>. The limit counts conversations.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="AnnotationPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public ValueTask<AnnotationPage> ListAnnotationsAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
        => _whole.ListAnnotationsAsync(reader, query, cursor, cancellationToken);
}
