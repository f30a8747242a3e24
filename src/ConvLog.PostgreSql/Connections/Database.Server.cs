namespace ConvLog.PostgreSql.Connections;

/// <content>
/// Whether the server is the one that was opened. After a fail-over it may be a standby that lacks what was erased last, and after a restore an older copy:
/// it is opened as at the start then, before anything is read or written.
/// </content>
internal sealed partial class Database
{
    // No other server has the same, nor the same one after a restart.
    private const string FindServer = "SELECT pg_catalog.pg_postmaster_start_time()::text";

    private volatile string? _server;

    // How many connections were lost, and how many of them the last check of the server covers.
    private long _losses;
    private long _asked;

    // Other connections of the pool would fail one call each.
    private void Lost(ServerConnections source)
    {
        source.Clear();
        if (ReferenceEquals(source, _writing))
        {
            Interlocked.Increment(ref _losses);
        }
    }

    // Without a lock: while the server is away, each call waits for its own connection only.
    private async ValueTask DemandServerAsync(CancellationToken cancellationToken)
    {
        long losses = Interlocked.Read(ref _losses);
        if (losses == Interlocked.Read(ref _asked))
        {
            return;
        }

        if (_isReady && !await IsSameAsync(cancellationToken).ConfigureAwait(false))
        {
            _isReady = false;
        }

        Interlocked.Exchange(ref _asked, losses); // A lower number than another's only asks once more.
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsSameAsync(CancellationToken cancellationToken)
    {
        var connection = await _writing.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        string found = await FindServerAsync(new Session(connection, _schema), cancellationToken).ConfigureAwait(false);
        return string.Equals(_server, found, StringComparison.Ordinal);
    }

    private static async ValueTask<string> FindServerAsync(Session session, CancellationToken cancellationToken)
        => (await session.ListAsync(FindServer, [], static row => row.Value<string>(0), cancellationToken).ConfigureAwait(false))[0];
}
