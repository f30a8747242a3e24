using Npgsql;

namespace ConvLog.PostgreSql.Connections;

/// <content>
/// Whether the server is the one that was opened. After a fail-over it may be a standby that lacks what was erased last, and after a restore an older copy:
/// it is opened as at the start then, before anything is read or written.
/// </content>
internal sealed partial class Database
{
    // The server that was opened, as ServerConnections.Found names it.
    private volatile string? _opened;

    // Each connection that is opened says which server answered.
    private bool IsReady => _isReady && string.Equals(_opened, _writing.Found, StringComparison.Ordinal);

    // A connection to the server that was opened. The driver may have gone to another one without an error.
    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await PrepareAsync(cancellationToken).ConfigureAwait(false);
            var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (IsReady)
            {
                return connection;
            }

            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Without a lock: while the server is away, each call waits for its own connection only.
    private async ValueTask<bool> IsSameAsync(CancellationToken cancellationToken)
    {
        var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await _writing.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return IsReady;
    }
}
