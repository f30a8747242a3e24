using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Live;

/// <summary>Reads the store for live readers. The results must pass through the gate.</summary>
/// <param name="store">The store.</param>
internal sealed class LiveReading(IConversationStore store)
{
    private const int PageSize = 1_000;

    // A store may return several empty pages before more follow, if the arrivals on them are not shown in any list.
    private const int EmptyPages = 3;

    public IArrivalStore Arrivals => Capability.Of<IArrivalStore>(store);

    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken)
        => store.ReadAsync(conversationId, cancellationToken: cancellationToken);

    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken)
        => store.ReadSummaryAsync(conversationId, cancellationToken: cancellationToken);

    /// <summary>
    /// Lists the conversations with activity since a time, as a reader sees it, the latest first, then those for debugging; at most the given number of each.
    /// </summary>
    public async ValueTask<IReadOnlyList<StoredSummary>> ListActiveAsync(DateTimeOffset since, int most, Reader reader, CancellationToken cancellationToken)
    {
        var query = new ConversationQuery { From = since, Sort = ConversationSort.Updated, Limit = most };
        var debugging = query with { Environment = ConversationEnvironment.Debug };
        var listed = await store.ListAsync(query, reader.CanReadPii, cancellationToken: cancellationToken).ConfigureAwait(false);
        var debugged = await store.ListAsync(debugging, reader.CanReadPii, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. listed.Conversations, .. debugged.Conversations];
    }

    /// <summary>
    /// Lists the conversations with arrivals since a time, in ordinal order, since the order of arrivals would reveal personal ones. Null if the store no
    /// longer knows.
    /// </summary>
    public async ValueTask<IReadOnlyCollection<string>?> ListArrivedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        string cursor = await Arrivals.FindArrivalsAsync(since, cancellationToken).ConfigureAwait(false);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (int empty = 0; empty < EmptyPages;)
        {
            var page = await Arrivals.ReadArrivalsAsync(cursor, PageSize, cancellationToken).ConfigureAwait(false);
            if (page.IsGap)
            {
                return null;
            }

            found.UnionWith(page.Conversations);
            empty = page.Conversations.Count == 0 ? empty + 1 : 0;
            cursor = page.Next;
        }

        return found;
    }
}
