namespace ConvLog.Storage;

/// <summary>An access log that is a hash chain. A capability of a store, see <see cref="StoreCapabilities.AccessChain"/>.</summary>
public interface IAccessChain
{
    /// <summary>
    /// Verifies by its hash chain that the access log is unchanged: reads every row, in parts, without blocking other operations.
    /// </summary>
    /// <param name="noted">A head that was saved elsewhere and that the chain must contain; null for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default);
}
