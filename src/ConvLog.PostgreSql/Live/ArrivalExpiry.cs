using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Live;

/// <summary>Deletes arrivals that are too old for any valid cursor, once a minute. One host does so at a time.</summary>
internal sealed class ArrivalExpiry : IAsyncDisposable
{
    private const int Batch = 20_000;

    private const string Lock = """
        SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('convlog arrivals of ' || convert_from($1, 'UTF8'), 0)) THEN 1 END
        """;
    private const string Delete = "DELETE FROM #.arrival WHERE ctid = ANY (ARRAY (SELECT ctid FROM #.arrival WHERE at < $1 LIMIT $2))";

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_kept = ArrivalReading.Kept + TimeSpan.FromMinutes(10);

    private readonly Database _database;
    private readonly BackgroundLoop _loop;

    public ArrivalExpiry(Database database)
    {
        _database = database;
        _loop = new BackgroundLoop(database.Options.TimeProvider) { Interval = s_interval };

        // The database reports failures to health. The next attempt is in a minute, or when the store is opened again.
        _loop.Start(ExpireAsync, static _ => null);
    }

    /// <summary>Deletes all old arrivals.</summary>
    /// <returns>The number of deleted arrivals.</returns>
    public static async ValueTask<int> ExpireAsync(Database database, CancellationToken cancellationToken)
    {
        long before = database.Options.TimeProvider.GetUtcNow().UtcTicks - s_kept.Ticks;
        int all = 0;
        while (true)
        {
            int deleted = await database.WriteAsync((session, cancellation) => DeleteAsync(session, before, cancellation), cancellationToken)
                .ConfigureAwait(false);
            all += deleted;
            if (deleted < Batch)
            {
                return all;
            }
        }
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private static async ValueTask<int> DeleteAsync(Session session, long before, CancellationToken cancellationToken)
        => await session.NumberAsync(Lock, [session.Schema], cancellationToken).ConfigureAwait(false) is null
            ? 0
            : await session.RunAsync(Delete, [before, Batch], cancellationToken).ConfigureAwait(false);

    private async ValueTask<TimeSpan?> ExpireAsync(CancellationToken cancellationToken)
    {
        await ExpireAsync(_database, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
