using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog;

/// <content>Verification of the access log.</content>
public sealed partial class ConversationReader
{
    /// <summary>Verifies the access log from time to time, for health; it runs only in a host.</summary>
    internal AccessLogWatch AccessLogWatch { get; init; }

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
