using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Who read personal data.</content>
public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
