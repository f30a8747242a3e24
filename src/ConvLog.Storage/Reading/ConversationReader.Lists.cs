using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Reading;

namespace ConvLog;

/// <content>Lists and searches of many conversations, and of their users.</content>
public sealed partial class ConversationReader
{
    /// <summary>Lists conversations, newest first unless the query says otherwise.</summary>
    /// <param name="reader">The reader. Without the permission, <see cref="ConversationQuery.UserId"/>, <see cref="ConversationQuery.Number"/> and
    /// <see cref="ConversationQuery.Attributes"/> match nothing, and personal entries are not counted.</param>
    /// <param name="query">
    /// The conversations, their order and the page size. With <see cref="ConversationQuery.Text"/> and without <see cref="ConversationQuery.From"/>, lists the
    /// last seven days. <see cref="ConversationQuery.After"/> is set by <paramref name="cursor"/> only.
    /// </param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="ConversationPage.Next"/>; null to begin, or for
    /// <see cref="ConversationQuery.Offset"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    public async ValueTask<ConversationPage> ListAsync(Reader reader, ConversationQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        var lists = Lists(reader);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await lists.ListAsync(query, cursor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads a list with its counts, problems and search hits from one snapshot, so that they agree. If the store has no
    /// <see cref="StoreCapabilities.Snapshots"/>, each is read on its own.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The list. The other reads search for a text only if this query does.</param>
    /// <param name="read">
    /// The reads. It may wait only for them, because the snapshot holds a connection until it completes, and may be called again after a lost
    /// connection. Accesses to personal data are recorded when it has completed, before this method returns.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The result of <paramref name="read"/>.</returns>
    public async ValueTask<T> ReadSnapshotAsync<T>(Reader reader, ConversationQuery query, Func<ConversationListReader, ValueTask<T>> read,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(read);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        if (_store is not ISnapshotStore snapshots)
        {
            return await read(Lists(reader)).ConfigureAwait(false);
        }

        var (result, accesses) = await snapshots.ReadSnapshotAsync(
            query,
            ConversationListReader.CountsPii(reader, query),
            async lists =>
            {
                var recorded = new List<AccessRecord>();
                var access = new AccessWriter((records, _) => { recorded.AddRange(records); return default; }, _rules.Time);
                return (await read(new ConversationListReader(reader, lists, access, _rules)).ConfigureAwait(false), recorded);
            },
            cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(accesses, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>
    /// Waits until lists, statistics and searches show everything that was written before the call, for a caller that needs exact results, such as an export.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => _store.BringUpToDateAsync(cancellationToken);

    /// <summary>
    /// Counts the values in the newest conversations of a list: agents, channels, variants, functions, labels, assignees, problems and ratings. The values
    /// hold no personal data, and the problems are those that are visible to this reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The conversations, as in <see cref="ListAsync"/>; order and paging are ignored.</param>
    /// <param name="most">The maximum number of conversations, 1 to 100,000.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentException">The query filters by personal data.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Facets"/>.</exception>
    public ValueTask<ConversationFacets> CountFacetsAsync(Reader reader, ConversationQuery query, int most = 100_000,
        CancellationToken cancellationToken = default)
        => Lists(reader).CountFacetsAsync(query, most, cancellationToken);

    /// <summary>Lists the ids of all agents that have a conversation in some list, in ordinal order.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(Reader reader, CancellationToken cancellationToken = default)
        => Lists(reader).ListAgentsAsync(cancellationToken);

    /// <summary>
    /// Lists the end users of conversations, latest conversation first. If <see cref="UserQuery.From"/> and <see cref="UserQuery.TurnFrom"/> are null, lists
    /// those of the last thirty days. A reader without the permission gets their pseudonyms.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The users. <see cref="UserQuery.After"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page of the same list, see <see cref="UserPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.Users"/>.</exception>
    public ValueTask<UserPage> ListUsersAsync(Reader reader, UserQuery query, string? cursor = null, CancellationToken cancellationToken = default)
        => new UserReads(_store, _access, _rules).ListUsersAsync(reader, query, cursor, cancellationToken);

    /// <summary>
    /// Searches messages and logs except personal text; where utterances are personal, only entries. A text that is a conversation's id, the
    /// beginning of a function's name or a user's pseudonym finds those conversations as well, see <see cref="SearchResults.Named"/>. The result is the same
    /// for every reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="query">The text and the scope. Without <see cref="SearchQuery.From"/>, searches the last seven days.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<SearchResults> SearchAsync(Reader reader, SearchQuery query, CancellationToken cancellationToken = default)
        => Lists(reader).SearchAsync(query, cancellationToken);

    /// <summary>
    /// Finds the first problem in conversations of a list that is visible to everyone: personal entries and API responses are excluded for every reader.
    /// </summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversations">
    /// Conversations of one page, as this reader sees them. They are examined in this order, up to a total of 20,000 entries and function calls.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// One for each conversation that has a problem, in the same order. Dropped and truncated entries are not included. Empty if the store has no
    /// <see cref="StoreCapabilities.Lookup"/>.
    /// </returns>
    public ValueTask<IReadOnlyList<FirstProblem>> FindFirstProblemsAsync(Reader reader, IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
        => Lists(reader).FindFirstProblemsAsync(conversations, cancellationToken);

    /// <summary>Finds the last answer in conversations of a list, with personal data redacted for every reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="conversations">
    /// Conversations of one page, as this reader sees them. They are examined in this order, up to a total of 20,000 turns and function calls.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>
    /// One for each conversation with an answer, in the same order. Empty if utterances are personal, and if the store has no
    /// <see cref="StoreCapabilities.Lookup"/>.
    /// </returns>
    public ValueTask<IReadOnlyList<LastAnswer>> FindLastAnswersAsync(Reader reader, IReadOnlyList<ConversationSummaryView> conversations,
        CancellationToken cancellationToken = default)
        => Lists(reader).FindLastAnswersAsync(conversations, cancellationToken);

    /// <summary>Finds the conversations before and after one in a list.</summary>
    /// <remarks>
    /// Reads one conversation on each side of a place, so that the cost is the same anywhere in a list. The place depends on the order alone: a
    /// conversation that no longer matches the filter, such as one that was unread until now, still has neighbours.
    /// </remarks>
    /// <param name="reader">The reader; see <see cref="ListAsync"/>.</param>
    /// <param name="query">The list. Its limit, offset and total are ignored, as is <see cref="ConversationQuery.After"/>.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Their ids; empty if this reader has no such conversation.</returns>
    public ValueTask<ConversationNeighbours> FindNeighboursAsync(Reader reader, ConversationQuery query, string conversationId,
        CancellationToken cancellationToken = default)
        => new NeighbourReads(_store, _access, _rules).FindNeighboursAsync(reader, query, conversationId, cancellationToken);

    private ConversationListReader Lists(Reader reader) => new(reader, _store, _access, _rules);
}
