using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog;

/// <content>The access log and its verification.</content>
public sealed partial class ConversationReader
{
    /// <summary>Verifies the access log from time to time, for health; it runs only in a host.</summary>
    internal AccessLogWatch AccessLogWatch { get; init; }

    /// <summary>Reads the access log, newest first. It holds names of readers and ids of conversations, but not the data that was read.</summary>
    /// <param name="query">The accesses to read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ValueTask<AccessPage> ReadAccessLogAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _store.ReadAccessAsync(query, cancellationToken);
    }

    /// <summary>
    /// Reads the access log page by page, newest first. It holds names of readers and ids of conversations of all agents and accounts: show
    /// it only to readers of all conversations.
    /// </summary>
    /// <param name="reader">The reader. Reading the access log is not itself recorded.</param>
    /// <param name="query">The accesses to read. <see cref="AccessQuery.Before"/> is set by <paramref name="cursor"/> only.</param>
    /// <param name="cursor">The cursor of the previous page, see <see cref="AccessLogPage.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidCursorException">The cursor does not belong to this reader and this query.</exception>
    /// <exception cref="InvalidOperationException">The scope of the reader is limited.</exception>
    public async ValueTask<AccessLogPage> ReadAccessLogAsync(Reader reader, AccessQuery query, string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        EnsureAllConversations(reader);
        await _rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var page = await _store.ReadAccessAsync(query with { Before = _rules.Cursors.Read(cursor, reader, query) }, cancellationToken).ConfigureAwait(false);
        return new AccessLogPage { Accesses = page.Accesses, Next = _rules.Cursors.Of(page.Next, reader, query) };
    }

    /// <summary>
    /// Verifies the hash chain of the access log from its beginning to its head: this takes some seconds for a million accesses.
    /// Health reports the result from then on, in its part <c>access-log</c>.
    /// </summary>
    /// <param name="reader">The reader. The verification is not recorded in the access log.</param>
    /// <param name="noted">A head that was saved outside the store and must be part of the chain: only this detects that the whole chain was recomputed. Null
    /// to skip this check.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The scope of the reader is limited.</exception>
    /// <exception cref="NotSupportedException">The store has no <see cref="StoreCapabilities.AccessChain"/>.</exception>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<AccessVerification> VerifyAccessLogAsync(Reader reader, AccessChainHead? noted = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        EnsureAllConversations(reader);
        return AccessLogWatch.VerifyAsync(noted, cancellationToken);
    }

    private static void EnsureAllConversations(Reader reader)
    {
        if (!reader.Scope.IsAll)
        {
            throw new InvalidOperationException(
                $"The access log tells of all conversations, and \"{reader.Name}\" may read some only. Ask for its scope before.");
        }
    }
}
