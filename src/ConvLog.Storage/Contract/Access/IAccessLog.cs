namespace ConvLog.Storage;

/// <summary>The log of accesses to personal data. A part of <see cref="IConversationStore"/>.</summary>
public interface IAccessLog
{
    /// <summary>
    /// Records accesses atomically; when the call returns, they are as durable as the store allows. The data must not be shown before that.
    /// </summary>
    /// <param name="accesses">The reads.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written before the cancellation may be kept.</param>
    ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default);

    /// <summary>Reads the access log, newest first.</summary>
    /// <param name="query">The filters and the page.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default);
}
