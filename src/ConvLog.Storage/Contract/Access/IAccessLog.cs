namespace ConvLog.Storage;

/// <summary>Who read personal data. A part of <see cref="IConversationStore"/>.</summary>
public interface IAccessLog
{
    /// <summary>Records accesses, all in one step; when it returns, they are stored as safely as this store can. Only then may the data leave.</summary>
    /// <param name="accesses">The reads.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then may be kept.</param>
    ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default);

    /// <summary>Reads the access log, newest first.</summary>
    /// <param name="query">Which part.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Verifies that the access log is what was written, by its hash chain: reads every row, part by part, without keeping others waiting. A store that keeps
    /// no chain throws; so does the default implementation.
    /// </summary>
    /// <param name="noted">A head that was noted elsewhere, which the chain must go through; null for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="NotSupportedException">The store keeps no chain.</exception>
    ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException($"The access log of {GetType().Name} is no hash chain.");
}
