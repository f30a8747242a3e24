namespace ConvLog.Storage;

/// <summary>Who read personal data. A part of <see cref="IConversationStore"/>.</summary>
public interface IAccessLog
{
    /// <summary>Writes reads, all or none; when it returns, they are kept as safely as this store can. Only then may the data leave.</summary>
    /// <param name="accesses">The reads.</param>
    /// <param name="cancellationToken">Gives up; what was written by then may stay.</param>
    ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default);

    /// <summary>Reads the access log, newest first.</summary>
    /// <param name="query">Which part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default);
}
