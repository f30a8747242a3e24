using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <content>Complete conversations, for exports and for lists of ratings and improved answers.</content>
public sealed partial class ConversationReader
{
    // A page ends with the conversation that reaches one of these limits.
    private const int MostRecords = 10_000;
    private const int MostCharacters = 4 << 20;

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
    public async ValueTask<WholePage> ListWholeAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        var whole = new List<ConversationView>();
        int records = 0;
        long characters = 0;
        var page = await ReadEachAsync(
            reader, query, cursor, stored =>
            {
                var conversation = _rules.Gate.View(stored, reader);
                whole.Add(conversation);

                // Only records that this reader sees are counted: the end of a page must not reveal the others.
                records += RecordsOf(conversation);
                characters += ViewSize.Of(conversation);
                return records < MostRecords && characters < MostCharacters;
            }, cancellationToken).ConfigureAwait(false);
        return page with { Conversations = whole };
    }

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

        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var stored = await _store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        if (stored is null || !IsReadBy(reader, agentId: null, stored))
        {
            return null;
        }

        // A search examines a limited number of documents, so newer ones are excluded first.
        var startedAt = stored.StartedAt;
        var continued = query.Ascending || query.To <= startedAt ? query : query with { To = startedAt.AddTicks(1) };
        return (continued, _rules.Cursors.Of(new ListPosition(startedAt.UtcTicks, conversationId), reader, continued)!);
    }

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
    public async ValueTask<FeedbackPage> ListFeedbackAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        // A conversation may have a comment on another rating than the one that matches, so the ratings themselves are checked.
        var asked = query with { IsRated = true, HasComment = query.HasComment is true ? true : null };
        var rated = new List<RatedTurn>();
        var page = await ReadTurnsAsync(
            reader, asked, query, cursor, static turn => turn.Feedback.Count > 0, (conversation, turn) => rated.AddRange(
                from feedback in turn.Feedback
                where IsAskedFor(feedback, query)
                select new RatedTurn { Conversation = conversation, Turn = turn, Feedback = feedback }),
            cancellationToken).ConfigureAwait(false);
        return new FeedbackPage { Feedback = rated, Next = page.Next, SearchStopped = page.SearchStopped, IsComplete = page.IsComplete };
    }

    /// <summary>Lists improved answers, those of the newest conversations first unless the query says otherwise.</summary>
    /// <param name="reader">The reader. Without the permission, improved answers are masked.</param>
    /// <param name="query">
    /// The conversations: those with an improved answer, whatever <see cref="ConversationQuery.IsAnnotated"/> is. Returns those of turns that began between
    /// <see cref="ConversationQuery.TurnFrom"/> and <see cref="ConversationQuery.TurnTo"/>. The limit counts conversations.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="AnnotationPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public async ValueTask<AnnotationPage> ListAnnotationsAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var annotated = new List<AnnotatedTurn>();
        var page = await ReadTurnsAsync(
            reader, query with { IsAnnotated = true }, query, cursor, static turn => turn.Annotations.Count > 0, (conversation, turn) => annotated.AddRange(
                turn.Annotations.Select(annotation => new AnnotatedTurn { Conversation = conversation, Turn = turn, Annotation = annotation })),
            cancellationToken).ConfigureAwait(false);
        return new AnnotationPage
        {
            Annotations = annotated,
            Next = page.Next,
            SearchStopped = page.SearchStopped,
            IsComplete = page.IsComplete,
        };
    }

    // Of the listed conversations, returns the turns that match both the query and the filter.
    private ValueTask<WholePage> ReadTurnsAsync(Reader reader, ConversationQuery listed, ConversationQuery query, string? cursor,
        Func<TurnView, bool> isWanted, Action<ConversationSummaryView, TurnView> take, CancellationToken cancellationToken)
    {
        int characters = 0;
        return ReadEachAsync(
            reader, listed, cursor, stored =>
            {
                var conversation = _rules.Gate.View(stored, reader);
                foreach (var turn in conversation.Turns.Where(turn => isWanted(turn) && IsAskedFor(turn, query)).Select(static turn => turn.Outline()))
                {
                    characters += turn.OutlineLength;
                    take(conversation.Summary, turn);
                }

                return characters < MostCharacters;
            }, cancellationToken);
    }

    private static int RecordsOf(ConversationView conversation)
        => conversation.ModelCalls.Count + conversation.Entries.Count
            + conversation.Turns.Sum(static turn => 1 + turn.ModelCalls.Count + turn.Entries.Count)
            + conversation.AllFunctionEvents.Sum(static call => 1 + call.Entries.Count);

    // Reads conversations one at a time, so that only one is in memory. The page ends early if goesOn returns false.
    private async ValueTask<WholePage> ReadEachAsync(
        Reader reader, ConversationQuery query, string? cursor, Func<StoredConversation, bool> goesOn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var asked = Lists(reader).Complete(query, cursor);
        var page = await _store.ListAsync(asked, ConversationListReader.CountsPii(reader, query), PersonalData.None, cancellationToken).ConfigureAwait(false);
        var read = new List<StoredSummary>(page.Conversations.Count);
        ListPosition? end = null;
        foreach (var listed in page.Conversations)
        {
            var stored = await _store.ReadAsync(listed.Conversation.ConversationId, _rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
            if (stored is not null && IsReadBy(reader, agentId: null, stored.Summary))
            {
                read.Add(stored.Summary);
                if (!goesOn(stored) && !ReferenceEquals(listed, page.Conversations[^1]))
                {
                    end = new ConversationFilter(asked, ConversationListReader.CountsPii(reader, query)).PositionOf(listed);
                    break;
                }
            }
        }

        // A look-up without a result is recorded as in a list.
        await (page.Conversations.Count > 0
            ? _access.WriteAsync(reader, AccessKind.Conversation, read, cancellationToken)
            : _access.WriteAsync(reader, query, page, cancellationToken)).ConfigureAwait(false);
        return new WholePage
        {
            Conversations = [],
            Next = _rules.Cursors.Of(end ?? page.Next, reader, query),
            SearchStopped = end is null && page.SearchStopped,
            SearchedFrom = end is null ? page.SearchedFrom : null,
            IsComplete = page.IsComplete,
        };
    }

    private static bool IsAskedFor(TurnView turn, ConversationQuery query)
        => !query.HasTurnFilter
        || (query.IsTurn(turn.StartedAt, turn.ResponseTime, turn.Outcome, turn.CancelReason)
            && (!query.HasModelFilter || turn.ModelCalls.Any(call => query.IsModelCall(call.Model, call.Provider))
                || (turn.Usage is { } usage && query.IsModelCall(usage.Model, provider: null))));

    private static bool IsAskedFor(FeedbackView feedback, ConversationQuery query)
        => (query.RatingSource is not { } source || feedback.Source == source)
        && (query.Rating is not { } rating || feedback.Rating == rating)
        && (query.HasComment is not { } has || (feedback.Comment is not null) == has);
}
