using ConvLog.Sqlite.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Arrivals;

namespace ConvLog.Sqlite.Live;

/// <summary>
/// Arrivals for live readers. Writes of this process wake them at once; those of other processes are found by reading the number of the last transaction four
/// times a second while someone waits.
/// </summary>
internal sealed class Arrivals : IDisposable
{
    private readonly Database _database;
    private readonly ArrivalWatch _watch;
    private long _seen = -1;

    public Arrivals(Database database)
    {
        _database = database;
        _watch = new ArrivalWatch(database.Options.TimeProvider, static () => ArrivalWatch.Pause, _ => new(HasNew()));
    }

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wrote() => _watch.Arrived();

    public ArrivalPage Read(string? after, int limit) => _database.Read(session => ArrivalRows.Read(session, after, limit));

    public string Find(DateTimeOffset since)
        => _database.Read(session => ArrivalRows.FindSince(session, since, _database.Options.TimeProvider.GetUtcNow())).ToString();

    public ValueTask WaitAsync(string after, TimeSpan longest, CancellationToken cancellationToken)
        => _watch.WaitAsync(_ => new(_database.Read(session => ArrivalRows.HasArrivals(session, after))), longest, cancellationToken);

    public void Dispose() => _watch.Dispose();

    private bool HasNew()
    {
        long last = _database.Read(ArrivalRows.Last);
        return last != Interlocked.Exchange(ref _seen, last);
    }
}
