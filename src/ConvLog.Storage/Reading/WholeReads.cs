using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;
using ConvLog.Storage.InMemory;

namespace ConvLog.Storage.Reading;

/// <summary>Reads the conversations of a list completely, for exports and for lists of ratings and improved answers.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class WholeReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    // A page ends with the conversation that reaches one of these limits.
    private const int MostRecords = 10_000;
    private const int MostCharacters = 4 << 20;

    public async ValueTask<WholePage> ListWholeAsync(Reader reader, ConversationQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var whole = new List<ConversationView>();
        int records = 0;
        long characters = 0;
        var page = await ReadEachAsync(
            reader, query, cursor, stored =>
            {
                var conversation = rules.Gate.View(stored, reader);
                whole.Add(conversation);

                // Only records that this reader sees are counted: the end of a page must not reveal the others.
                records += RecordsOf(conversation);
                characters += ViewSize.Of(conversation);
                return records < MostRecords && characters < MostCharacters;
            }, cancellationToken).ConfigureAwait(false);
        return page with { Conversations = whole };
    }

    public async ValueTask<(ConversationQuery Query, string Cursor)?> FindPlaceAfterAsync(
        Reader reader, ConversationQuery query, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(conversationId);
        if (query.Sort != ConversationSort.Created)
        {
            throw new ArgumentException("Only a list in the order of starts can be continued after a conversation.", nameof(query));
        }

        await rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var stored = await store.ReadSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        if (stored is null || !ConversationReads.Includes(reader, agentId: null, stored))
        {
            return null;
        }

        // A search examines a limited number of documents, so newer ones are excluded first.
        var startedAt = stored.StartedAt;
        var continued = query.Ascending || query.To <= startedAt ? query : query with { To = startedAt.AddTicks(1) };
        return (continued, rules.Cursors.Of(new ListPosition(startedAt.UtcTicks, conversationId), reader, continued)!);
    }

    public async ValueTask<FeedbackPage> ListFeedbackAsync(Reader reader, ConversationQuery query, string? cursor, CancellationToken cancellationToken)
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

    public async ValueTask<AnnotationPage> ListAnnotationsAsync(Reader reader, ConversationQuery query, string? cursor, CancellationToken cancellationToken)
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
                var conversation = rules.Gate.View(stored, reader);
                foreach (var turn in conversation.Turns.Where(turn => isWanted(turn) && IsAskedFor(turn, query)).Select(static turn => turn.Outline()))
                {
                    characters += turn.OutlineLength;
                    take(conversation.Summary, turn);
                }

                return characters < MostCharacters;
            }, cancellationToken);
    }

    // Reads conversations one at a time, so that only one is in memory. The page ends early if goesOn returns false.
    private async ValueTask<WholePage> ReadEachAsync(
        Reader reader, ConversationQuery query, string? cursor, Func<StoredConversation, bool> goesOn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        await rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var asked = new ConversationListReader(reader, store, access, rules).Complete(query, cursor);
        var page = await store.ListAsync(asked, ConversationListReader.CountsPii(reader, query), PersonalData.None, cancellationToken).ConfigureAwait(false);
        var read = new List<StoredSummary>(page.Conversations.Count);
        ListPosition? end = null;
        foreach (var listed in page.Conversations)
        {
            var stored = await store.ReadAsync(listed.Conversation.ConversationId, rules.Gate.NeededBy(reader), cancellationToken).ConfigureAwait(false);
            if (stored is not null && ConversationReads.Includes(reader, agentId: null, stored.Summary))
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
            ? access.WriteAsync(reader, AccessKind.Conversation, read, cancellationToken)
            : access.WriteAsync(reader, query, page, cancellationToken)).ConfigureAwait(false);
        return new WholePage
        {
            Conversations = [],
            Next = rules.Cursors.Of(end ?? page.Next, reader, query),
            SearchStopped = end is null && page.SearchStopped,
            SearchedFrom = end is null ? page.SearchedFrom : null,
            IsComplete = page.IsComplete,
        };
    }

    private static int RecordsOf(ConversationView conversation)
        => conversation.ModelCalls.Count + conversation.Entries.Count
            + conversation.Turns.Sum(static turn => 1 + turn.ModelCalls.Count + turn.Entries.Count)
            + conversation.AllFunctionEvents.Sum(static call => 1 + call.Entries.Count);

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
