using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Searches, and conversations that a search text names.</content>
public sealed partial class ConversationListReader
{
    private const int MostNamed = 10;

    // The maximum number of entries examined for an entry's id, see ILookupStore.MostEntriesLookedAt.
    private const int MostOfEntry = 1_000;

    // One or two letters match the beginning of nearly every function name.
    private const int ShortestFunction = 3;

    /// <inheritdoc cref="ConversationReader.SearchAsync"/>
    public async ValueTask<SearchResults> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var from = query.From ?? _since.Searched;
        var asked = query with { Scope = _reader.Scope, From = from, EntriesOnly = query.EntriesOnly || UtterancesArePersonal };
        var found = await _lists.SearchAsync(asked, cancellationToken).ConfigureAwait(false);

        // The store excludes utterances before its bound applies; this guards against a store that does not.
        IReadOnlyList<SearchHit> hits = asked.EntriesOnly ? [.. found.Hits.Where(static hit => hit.EntryId is not null)] : found.Hits;
        return new SearchResults
        {
            Hits = hits,
            Named = await NamedAsync(asked, query.From, cancellationToken).ConfigureAwait(false),
            Stopped = found.Stopped,
            IsComplete = found.IsComplete,
            From = found.SearchedFrom ?? from,
        };
    }

    // Filters by data that is visible to everyone, and reads no personal data.
    private async ValueTask<IReadOnlyList<NamedConversation>> NamedAsync(SearchQuery asked, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        string text = asked.Text.Trim();
        var where = new ConversationQuery
        {
            Scope = asked.Scope,
            AgentId = asked.AgentId,
            Environment = asked.Environment,
            Channel = asked.Channel,
            From = from,
            To = asked.To,
            Limit = MostNamed,
        };
        List<NamedConversation> named = [];
        if (await _lists.ReadSummaryAsync(text, PersonalData.None, cancellationToken).ConfigureAwait(false) is { } summary
            && IsThere(summary, where))
        {
            named.Add(new NamedConversation { ConversationId = text, Name = SearchName.ConversationId });
        }

        await AddAsync(where with { FunctionEventId = text }, SearchName.FunctionEventId).ConfigureAwait(false);
        if (named.Count == 0 && Guid.TryParse(text, out _) && _lists is ILookupStore lookup
            && await lookup.FindLoggedAsync(where with { Limit = MostOfEntry }, text, cancellationToken).ConfigureAwait(false) is { } logged)
        {
            named.Add(logged);
        }

        if (text.Length >= ShortestFunction)
        {
            await AddAsync(where with { FunctionName = text }, SearchName.Function).ConfigureAwait(false);
        }

        await AddAsync(where with { UserPseudonym = text }, SearchName.User).ConfigureAwait(false);
        return [.. named.DistinctBy(static conversation => conversation.ConversationId, StringComparer.Ordinal)
            .Where(conversation => asked.ConversationId is not { } only || string.Equals(only, conversation.ConversationId, StringComparison.Ordinal))];

        async ValueTask AddAsync(ConversationQuery query, SearchName name)
        {
            var page = await _lists.ListAsync(query, withPii: false, PersonalData.None, cancellationToken).ConfigureAwait(false);
            named.AddRange(page.Conversations.Select(found
                => new NamedConversation { ConversationId = found.Conversation.ConversationId, Name = name }));
        }
    }

    // Debugging conversations are included: a search by id means exactly that conversation.
    private static bool IsThere(StoredSummary summary, ConversationQuery where)
        => where.Scope.Includes(summary.Conversation.AgentId, summary.Conversation.AccountId)
            && IsIn(where.AgentId, summary.Conversation.AgentId)
            && IsIn(where.Channel, summary.Conversation.Channel)
            && (where.Environment is not { } environment || environment == summary.Conversation.Environment)
            && !(summary.Visible.LastActivityAt < where.From)
            && !(summary.StartedAt >= where.To);

    private static bool IsIn(string? asked, string? found) => asked is null || string.Equals(asked, found, StringComparison.Ordinal);
}
