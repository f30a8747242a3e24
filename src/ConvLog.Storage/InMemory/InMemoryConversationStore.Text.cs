using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <content>Search: checks every document, since these results are the reference for the other stores.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has no searchable text, or is too long.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var terms = SearchTerms.Parse(query.Text);
        var found = All.Where(conversation => IsSearched(conversation.Summary.Conversation, query))
            .SelectMany(conversation => Candidates(conversation, query.EntriesOnly))
            .Where(candidate => !(candidate.Timestamp < query.From) && !(candidate.Timestamp >= query.To) && Has(candidate, terms, cancellationToken))
            .OrderByDescending(static candidate => candidate.Timestamp.UtcTicks)
            .ThenByDescending(static candidate => candidate.ConversationId, Utf8Order.Instance)
            .ThenBy(static candidate => candidate.EntryId is not null)
            .ThenBy(static candidate => candidate.Id, Utf8Order.Instance)
            .ToList();
        int limit = StoredSearch.LimitOf(found, query, static candidate => candidate.Timestamp.UtcTicks);
        return new(StoredSearch.Of([.. found.Take(limit + 1).Select(candidate => candidate.Hit(terms))], query, searchedFrom: null));
    }

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
