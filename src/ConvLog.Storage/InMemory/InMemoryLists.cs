using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Facets;
using ConvLog.Storage.Contract.Problems;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.InMemory;

/// <summary>Lists and searches. Checks every filter for every conversation, since these results are the reference for the other stores.</summary>
/// <param name="readings">All conversations.</param>
/// <param name="find">Finds one of them by its ID.</param>
internal sealed class InMemoryLists(IEnumerable<InMemoryReading> readings, Func<string, InMemoryReading?> find)
    : IConversationLists, IFacetStore, ILookupStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query, withPii);
        var matches = readings.Where(filter.Matches)
            .Select(reading => (reading.Conversation, Position: filter.PositionOf(reading.Conversation.Summary)))
            .OrderBy(static match => match.Position, filter.Order)
            .ToList();
        var rest = query.After is { } after ? matches.Where(match => filter.Order.Compare(match.Position, after) > 0) : matches.Skip(query.Offset);
        var page = rest.Take(query.Limit + 1).ToList();
        return new(new StoredPage
        {
            Conversations = [.. page.Take(query.Limit).Select(static match => Listed(match.Conversation))],
            Total = query.CountTotal ? matches.Count : null,
            Next = page.Count > query.Limit ? page[query.Limit - 1].Position : null,
        });
    }

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query, withPii);
        var matches = readings.Where(filter.Matches).Select(static reading => reading.Conversation)
            .OrderBy(conversation => filter.PositionOf(conversation.Summary), filter.Order)
            .ToList();
        var counter = new FacetCounter();
        foreach (var conversation in matches.Take(query.Limit))
        {
            var known = conversation.Summary.Conversation;
            var problems = ConversationFilter.ProblemsOf(conversation.Summary, withPii, query.IdleSince);
            var ratings = conversation.Summary.Ratings.Keys.Select(static key => key.Rating).ToHashSet();
            bool isLiked = ratings.Contains(FeedbackRating.Like);
            bool isDisliked = ratings.Contains(FeedbackRating.Dislike);
            counter.Add(conversation.Summary.StartedAt, known.AgentId, known.Channel, known.VariantId, problems, isLiked, isDisliked);
            foreach (string function in conversation.FunctionEvents.Select(static call => call.Name).Distinct(StringComparer.Ordinal))
            {
                counter.AddFunction(function, 1);
            }

            foreach (string label in ListedScores.Of(conversation).Labels)
            {
                counter.AddLabel(label, 1);
            }

            if (conversation.Assignment?.AssignedTo is { } assignee)
            {
                counter.AddAssignee(assignee, 1);
            }
        }

        return new(counter.Result(matches.Count <= query.Limit));
    }

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!Guid.TryParse(id, out var asked))
        {
            return new((NamedConversation?)null);
        }

        var filter = new ConversationFilter(query, withPii: false);
        foreach (var conversation in readings.Where(filter.Matches).Select(static reading => reading.Conversation)
            .OrderBy(conversation => filter.PositionOf(conversation.Summary), filter.Order).Take(query.Limit))
        {
            if (LoggedLookup.NameOf(conversation, id, asked) is { } name)
            {
                return new(new NamedConversation { ConversationId = conversation.Summary.Conversation.ConversationId, Name = name });
            }
        }

        return new((NamedConversation?)null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var finder = new FirstProblemFinder();
        foreach (string id in conversationIds)
        {
            if (find(id) is { } reading)
            {
                FirstProblems.Add(finder, id, reading.Conversation);
            }
        }

        return new(finder.Result(conversationIds));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var finder = new LastAnswerFinder();
        foreach (string id in conversationIds)
        {
            if (find(id)?.Conversation is not { } conversation)
            {
                continue;
            }

            foreach (var call in conversation.FunctionEvents.Where(static call => call.Outcome == FunctionOutcome.Completed))
            {
                finder.AddCall(id, call.TurnId);
            }

            foreach (var turn in conversation.Turns)
            {
                finder.AddTurn(id, turn.Id, turn.UtterancesArePersonal.Value ? "" : turn.AgentResponse.Shown);
            }
        }

        return new(finder.Result(conversationIds));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new([.. Conversations.Select(static conversation => conversation.Summary.Conversation)
            .Where(conversation => conversation.Environment != ConversationEnvironment.Debug && scope.Includes(conversation.AgentId, conversation.AccountId))
            .Select(static conversation => conversation.AgentId)
            .Distinct(StringComparer.Ordinal)
            .Order(Utf8Order.Instance)]);
    }

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(find(conversationId)?.Conversation.Summary);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has no searchable text, or is too long.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchTerms.Parse(query.Text);
        var found = Conversations.Where(conversation => IsSearched(conversation.Summary.Conversation, query))
            .SelectMany(conversation => Candidates(conversation, query.EntriesOnly))
            .Where(candidate => !(candidate.Timestamp < query.From) && !(candidate.Timestamp >= query.To) && Has(candidate, terms, cancellationToken))
            .ToList();
        found.Sort(SearchCandidate.InOrder);
        int limit = StoredSearch.LimitOf(found, query, static candidate => candidate.Timestamp.UtcTicks);
        return new(StoredSearch.Of([.. found.Take(limit + 1).Select(candidate => candidate.Hit(terms))], query, searchedFrom: null));
    }

    private IEnumerable<StoredConversation> Conversations => readings.Select(static reading => reading.Conversation);

    private static StoredSummary Listed(StoredConversation conversation) => ListedScores.Of(conversation).AddTo(conversation.Summary);

    private static bool IsSearched(ConversationRecord conversation, SearchQuery query)
        => query.Scope.Includes(conversation.AgentId, conversation.AccountId)
        && (query.AgentId is null || string.Equals(conversation.AgentId, query.AgentId, StringComparison.Ordinal))
        && (query.Environment is { } environment ? conversation.Environment == environment : conversation.Environment != ConversationEnvironment.Debug)
        && (query.Channel is null || string.Equals(conversation.Channel, query.Channel, StringComparison.Ordinal))
        && (query.ConversationId is null || string.Equals(conversation.ConversationId, query.ConversationId, StringComparison.Ordinal));

    private static bool Has(SearchCandidate candidate, SearchTerms terms, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return terms.AreAllIn(candidate.Document);
    }

    private static IEnumerable<SearchCandidate> Candidates(StoredConversation conversation, bool entriesOnly)
        => (entriesOnly ? [] : conversation.Turns.Select(SearchCandidate.Of)).Concat(conversation.Logged.OfType<EntryRecord>().Select(SearchCandidate.Of));
}
