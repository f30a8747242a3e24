using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Creates partitions ahead, once an hour, so that no write waits for one and an operator who must create them is warned in time. Thread-safe.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="partitions">The partitions.</param>
internal sealed class PartitionMaker(Database database, Partitions partitions) : IAsyncDisposable
{
    private readonly BackgroundLoop _loop = new(database.Options.TimeProvider) { Interval = TimeSpan.FromHours(1) };
    private int _isWoken;

    /// <summary>Starts the background task, which begins with the first write: a store that is only read creates no partitions.</summary>
    public void Start() => _loop.Start(
        async cancellationToken =>
        {
            await MakeAsync(cancellationToken).ConfigureAwait(false);
            return null;
        },
        static _ => null); // The database reports the failure, and the next write or the next hour tries again.

    /// <summary>Signals that something was written. Never waits.</summary>
    public void Wrote()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            _loop.Wake();
        }
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask MakeAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isWoken) == 0 || database.Options.PartitionsAhead == 0)
        {
            return;
        }

        await partitions.RenewAsync(cancellationToken).ConfigureAwait(false);
        int today = DateOnly.FromDateTime(database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        int[] missing = [.. partitions.DaysBetween(today, today + (database.Options.PartitionsAhead * database.Options.PartitionDays))
            .Where(day => !partitions.Has(day))];
        if (missing.Length > 0)
        {
            await partitions.TryMakeAsync(missing, cancellationToken).ConfigureAwait(false);
        }
    }
}
