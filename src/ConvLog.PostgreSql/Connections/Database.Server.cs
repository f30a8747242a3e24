using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <content>
/// Detects a different server. After a failover it may be a standby that lacks the latest erasures, and after a restore an older copy: then it is opened as at
/// the start, before anything is read or written.
/// </content>
internal sealed partial class Database
{
    // A failover needs one further attempt.
    private const int MostServers = 5;

    // The opened server, as ServerConnections.Found identifies it.
    private volatile string? _opened;

    // Each newly opened connection updates which server responded.
    private bool IsReady => _isReady && string.Equals(_opened, _writing.Found, StringComparison.Ordinal);

    // Opens a connection to the opened server. The driver may have switched to another one without an error.
    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= MostServers; attempt++)
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (IsReady)
            {
                return connection;
            }

            await connection.DisposeAsync().ConfigureAwait(false);
        }

        throw new ConversationStoreException(StoreFault.Unavailable,
            $"{_writing.Server} is a different one each time: several hosts of the connection string answer in turn. Remove Load Balance Hosts and Target "
                + "Session Attributes from it, so that only the primary server is used.");
    }

    // Without a lock: while the server is unreachable, each call waits only for its own connection.
    private async ValueTask<bool> IsSameAsync(CancellationToken cancellationToken)
    {
        var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await _writing.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return IsReady;
    }
}
