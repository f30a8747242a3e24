using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Arrivals;

namespace ConvLog.PostgreSql.Live;

/// <summary>
/// New records for live readers. Writes of this host wake them at once. Writes of other hosts are announced by the server if there is a connection to listen
/// on; otherwise one poller for all readers checks four times a second, only while there are readers.
/// </summary>
internal sealed class Arrivals : IAsyncDisposable
{
    // In case a notice was not sent.
    private static readonly TimeSpan s_listening = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Database _database;
    private readonly ArrivalWatch _watch;
    private readonly ArrivalNotices _notices;
    private readonly ArrivalExpiry _expiry;
    private ArrivalListener? _listener;
    private ArrivalSnapshot? _seen;
    private bool _isDisposed;

    public Arrivals(Database database)
    {
        _database = database;
        _watch = new ArrivalWatch(database.Options.TimeProvider, Pause, HasNewAsync);
        _notices = new ArrivalNotices(database);
        _expiry = new ArrivalExpiry(database);
    }

    /// <summary>Listens for writes of other hosts; null before the first wait, or without a connection to listen on.</summary>
    public ArrivalListener? Listener => Volatile.Read(ref _listener);

    public Database Database => _database;

    /// <summary>Notifies other hosts.</summary>
    public ArrivalNotices Notices => _notices;

    /// <summary>Signals that something was committed. Never waits.</summary>
    public void Wrote()
    {
        _watch.Arrived();
        _notices.Wrote();
    }

    public ValueTask<ArrivalPage> ReadAsync(string? after, int limit, CancellationToken cancellationToken)
        => _database.ReadAsync((session, cancellation) => ArrivalReading.ReadAsync(session, after, limit, Now, cancellation), cancellationToken);

    public ValueTask<string> FindAsync(DateTimeOffset since, CancellationToken cancellationToken)
        => _database.ReadAsync((session, cancellation) => ArrivalReading.FindAsync(session, since, Now, cancellation), cancellationToken);

    public ValueTask WaitAsync(string after, TimeSpan longest, CancellationToken cancellationToken)
    {
        Listen();
        return _watch.WaitAsync(HasArrivalsAsync, longest, cancellationToken);

        ValueTask<bool> HasArrivalsAsync(CancellationToken cancellation)
            => _database.ReadAsync((session, given) => ArrivalReading.HasArrivalsAsync(session, after, Now, given), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _watch.Dispose();
        if (_listener is { } listener)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        await _notices.DisposeAsync().ConfigureAwait(false);
        await _expiry.DisposeAsync().ConfigureAwait(false);
        await _watch.Looking.ConfigureAwait(false);
    }

    private DateTimeOffset Now => _database.Options.TimeProvider.GetUtcNow();

    // Writes announced by the primary server may not have reached the replica yet.
    private TimeSpan Pause() => Listener is { IsListening: true } && _database.Options.ReadConnectionString is null ? s_listening : ArrivalWatch.Pause;

    private void Listen()
    {
        if (Listener is not null || _database.Options.ListenConnectionString is not { } connectionString)
        {
            return;
        }

        lock (_lock)
        {
            if (_listener is null && !_isDisposed)
            {
                Volatile.Write(ref _listener,
                    new ArrivalListener(connectionString, _notices.Name, _notices.Host, _database.Options.TimeProvider, _watch.Arrived));
            }
        }
    }

    // Called by one caller at a time.
    private async ValueTask<bool> HasNewAsync(CancellationToken cancellationToken)
    {
        var (hasNew, seen) = await _database.ReadAsync((session, cancellation) => ArrivalReading.LookAsync(session, _seen, cancellation), cancellationToken)
            .ConfigureAwait(false);
        _seen = seen;
        return hasNew;
    }
}
