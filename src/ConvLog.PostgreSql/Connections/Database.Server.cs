namespace ConvLog.PostgreSql.Connections;

/// <content>
/// Whether the server is the one that was opened. After a fail-over it may be a standby that lacks what was erased last, and after a restore an older copy:
/// it is opened as at the start then, before anything is read or written.
/// </content>
internal sealed partial class Database
{
    // No other server has the same, nor the same one after a restart.
    private const string FindServer = "SELECT pg_catalog.pg_postmaster_start_time()::text";

    private string? _server;
    private volatile bool _mayBeAnother;

    // Other connections of the pool would fail one call each.
    private void Lost(ServerConnections source)
    {
        source.Clear();
        _mayBeAnother |= ReferenceEquals(source, _writing);
    }

    private async ValueTask DemandServerAsync(CancellationToken cancellationToken)
    {
        if (!_mayBeAnother)
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_mayBeAnother)
            {
                _isReady = _isReady && await IsSameAsync(cancellationToken).ConfigureAwait(false);
                _mayBeAnother = false;
            }
        }
        finally
        {
            _preparing.Release();
        }

        await PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsSameAsync(CancellationToken cancellationToken)
    {
        var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return string.Equals(_server, await FindServerAsync(new Session(connection, _schema), cancellationToken).ConfigureAwait(false), StringComparison.Ordinal);
    }

    private static async ValueTask<string> FindServerAsync(Session session, CancellationToken cancellationToken)
        => (await session.ListAsync(FindServer, [], static row => row.Value<string>(0), cancellationToken).ConfigureAwait(false))[0];
}
