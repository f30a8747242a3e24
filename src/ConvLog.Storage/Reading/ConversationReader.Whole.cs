using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Many conversations, each whole: what exports and lists of ratings and improved answers are made of.</content>
public sealed partial class ConversationReader
{
    /// <summary>
    /// Lists conversations as <see cref="ListAsync"/> does, and reads each whole. Ask for few at once: each comes with all that was logged in it.
    /// </summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="query">Which, in which order, and how many at once; see <see cref="ListAsync"/>.</param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="WholePage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<WholePage> ListWholeAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        await _cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var page = await _store.ListAsync(Asked(reader, query, cursor), GoesByPii(reader, query), PersonalData.None, cancellationToken).ConfigureAwait(false);
        var whole = new List<StoredConversation>(page.Conversations.Count);
        foreach (var listed in page.Conversations)
        {
            var stored = await _store.ReadAsync(listed.Conversation.ConversationId, _gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
            if (stored is not null && IsReadBy(reader, agentId: null, stored.Summary))
            {
                whole.Add(stored);
            }
        }

        // The look-up that found nobody leaves its trace as in a list.
        await (page.Conversations.Count > 0
            ? WriteAccessAsync(reader, AccessKind.Conversation, whole.Select(static stored => stored.Summary), cancellationToken)
            : WriteAccessAsync(reader, query, page, cancellationToken)).ConfigureAwait(false);
        return new WholePage
        {
            Conversations = [.. whole.Select(stored => _gate.View(stored, reader))],
            Next = _cursors.Of(page.Next, reader, query),
            SearchStopped = page.SearchStopped,
            SearchedFrom = page.SearchedFrom,
            IsComplete = page.IsComplete,
        };
    }

    /// <summary>
    /// Finds where a list by <see cref="ConversationSort.Created"/> continues after a conversation: for a reader who kept its ID and no cursor. Tells nothing
    /// personal.
    /// </summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="query">The list. The conversation need not be in it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The query and the cursor with which to continue; null where the reader has no such conversation.</returns>
    /// <exception cref="ArgumentException">The list is in another order, in which a conversation changes its place.</exception>
    public async ValueTask<(ConversationQuery Query, string Cursor)?> FindPlaceAfterAsync(
        Reader reader, ConversationQuery query, string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(conversationId);
        if (query.Sort != ConversationSort.Created)
        {
            throw new ArgumentException("Only a list in the order of starts can be continued after a conversation.", nameof(query));
        }

        await _cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var stored = await _store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsReadBy(reader, agentId: null, stored))
        {
            return null;
        }

        // A search has a bound, and must not reach it with what is newer.
        var startedAt = stored.StartedAt;
        var continued = query.Ascending || query.To <= startedAt ? query : query with { To = startedAt.AddTicks(1) };
        return (continued, _cursors.Of(new ListPosition(startedAt.UtcTicks, conversationId), reader, continued)!);
    }

    /// <summary>Lists ratings, those of the newest conversations first unless the query says otherwise.</summary>
    /// <param name="reader">Who reads. Without the permission, comments are masked.</param>
    /// <param name="query">
    /// Of which conversations: those with a rating, whatever <see cref="ConversationQuery.IsRated"/> says. Of their ratings it gives those that are as
    /// <see cref="ConversationQuery.RatingSource"/>, <see cref="ConversationQuery.Rating"/> and <see cref="ConversationQuery.HasComment"/> ask, of turns that
    /// began as <see cref="ConversationQuery.TurnFrom"/> and <see cref="ConversationQuery.TurnTo"/> ask. The limit counts conversations.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="FeedbackPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<FeedbackPage> ListFeedbackAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        // Whether a conversation has a comment says nothing of the one rating that is asked for: the ratings themselves are looked at.
        var asked = query with { IsRated = true, HasComment = query.HasComment is true ? true : null };
        var page = await ListWholeAsync(reader, asked, cursor, cancellationToken).ConfigureAwait(false);
        var rated =
            from conversation in page.Conversations
            from turn in conversation.Turns
            where IsAskedFor(turn, query)
            from feedback in turn.Feedback
            where IsAskedFor(feedback, query)
            select new RatedTurn { Conversation = conversation.Summary, Turn = turn, Feedback = feedback };
        return new FeedbackPage { Feedback = [.. rated], Next = page.Next, SearchStopped = page.SearchStopped, IsComplete = page.IsComplete };
    }

    /// <summary>Lists improved answers, those of the newest conversations first unless the query says otherwise.</summary>
    /// <param name="reader">Who reads. Without the permission, improved answers are masked.</param>
    /// <param name="query">
    /// Of which conversations: those with an improved answer, whatever <see cref="ConversationQuery.IsAnnotated"/> says. It gives those of turns that began as
    /// <see cref="ConversationQuery.TurnFrom"/> and <see cref="ConversationQuery.TurnTo"/> ask. The limit counts conversations.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="AnnotationPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one for this reader and this query.</exception>
    public async ValueTask<AnnotationPage> ListAnnotationsAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = await ListWholeAsync(reader, query with { IsAnnotated = true }, cursor, cancellationToken).ConfigureAwait(false);
        var annotated =
            from conversation in page.Conversations
            from turn in conversation.Turns
            where IsAskedFor(turn, query)
            from annotation in turn.Annotations
            select new AnnotatedTurn { Conversation = conversation.Summary, Turn = turn, Annotation = annotation };
        return new AnnotationPage
        {
            Annotations = [.. annotated],
            Next = page.Next,
            SearchStopped = page.SearchStopped,
            IsComplete = page.IsComplete,
        };
    }

    private static bool IsAskedFor(TurnView turn, ConversationQuery query)
        => !query.AsksForTurn
        || (query.IsTurn(turn.StartedAt, turn.ResponseTime, turn.Outcome, turn.CancelReason)
            && (!query.AsksForModel || turn.ModelCalls.Any(call => query.IsModelCall(call.Model, call.Provider))
                || (turn.Usage is { } usage && query.IsModelCall(usage.Model, provider: null))));

    private static bool IsAskedFor(FeedbackView feedback, ConversationQuery query)
        => (query.RatingSource is not { } source || feedback.Source == source)
        && (query.Rating is not { } rating || feedback.Rating == rating)
        && (query.HasComment is not { } has || (feedback.Comment is not null) == has);
}
