using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog;

/// <content>Whether the access log is still what was written.</content>
public sealed partial class ConversationReader
{
    /// <summary>Verifies the access log now and then, for health; in a host it is started.</summary>
    internal AccessLogWatch AccessLogWatch { get; init; }

    /// <summary>
    /// Verifies that the access log is what was written, by its hash chain, which it reads from its beginning to its head: some seconds for a million reads.
    /// Health tells the verdict from then on, in its part <c>access-log</c>.
    /// </summary>
    /// <param name="reader">Who asks. Asking leaves no trace in the access log.</param>
    /// <param name="noted">A head that was noted outside the store, which the chain must go through: only that shows that nobody computed all of it again. Null
    /// for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The reader may read some conversations only.</exception>
    /// <exception cref="NotSupportedException">The store keeps no chain.</exception>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public ValueTask<AccessVerification> VerifyAccessLogAsync(Reader reader, AccessChainHead? noted = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        DemandAll(reader);
        return AccessLogWatch.VerifyAsync(noted, cancellationToken);
    }

    private static void DemandAll(Reader reader)
    {
        if (!reader.Scope.IsAll)
        {
            throw new InvalidOperationException(
                $"The access log tells of all conversations, and \"{reader.Name}\" may read some only. Ask for its scope before.");
        }
    }
}
