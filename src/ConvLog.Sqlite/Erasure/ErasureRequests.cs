using ConvLog.Sqlite.Connections;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Performs erasures to their end: begun, finished, cleaned up, and stated in a receipt.</summary>
/// <param name="database">The data.</param>
/// <param name="erasures">The erasures and legal holds.</param>
/// <param name="cleanUp">Removes what is left of erased data.</param>
internal sealed class ErasureRequests(Database database, Erasures erasures, CleanUp cleanUp)
{
    // Merging a large index takes longer: the receipt then says that the clean-up is in progress.
    private static readonly TimeSpan s_longestCleanUp = TimeSpan.FromSeconds(5);

    /// <summary>Erases, and returns the receipt.</summary>
    public async ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        database.EnsureWritable();
        await erasures.BeginAsync(request, cancellationToken).ConfigureAwait(false);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        return await erasures.ReadAsync(request.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new ConversationStoreException(StoreFault.Unavailable,
            "The keys file was replaced by an older one while an erasure was written to it. Erase again.");
    }

    /// <summary>Releases a hold, and erases what it kept from erasure.</summary>
    /// <returns>Whether there was a hold.</returns>
    public async ValueTask<bool> ReleaseAsync(string conversationId, CancellationToken cancellationToken)
    {
        bool wasHeld = await erasures.ReleaseAsync(conversationId, cancellationToken).ConfigureAwait(false);
        if (wasHeld)
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        return wasHeld;
    }

    private async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        await cleanUp.WaitAsync(s_longestCleanUp, cancellationToken).ConfigureAwait(false);
    }
}
