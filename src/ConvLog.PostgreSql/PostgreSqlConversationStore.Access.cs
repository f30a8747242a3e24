using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>Who read personal data.</content>
public sealed partial class PostgreSqlConversationStore
{
    /// <inheritdoc/>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count > 0)
        {
            await _database.WriteAsync((session, token) => AccessRows.WriteAsync(session, accesses, token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => AccessRows.ReadAsync(session, query, token), cancellationToken);
    }
}
