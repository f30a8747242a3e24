using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Who read personal data.</content>
public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count > 0)
        {
            await _database.WriteAsync(session => AccessRows.Write(session, accesses), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session => AccessRows.Read(session, query)));
    }
}
