using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Live;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.Storage.Health;

namespace ConvLog.PostgreSql.Health;

/// <summary>Checks the health of a store.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The schema that the database should have.</param>
/// <param name="partitions">The partitions that this host knows.</param>
/// <param name="engine">Watches the server.</param>
/// <param name="keys">The keys of personal data.</param>
/// <param name="indexer">The background work on the text index.</param>
/// <param name="arrivals">The arrivals of new records.</param>
internal sealed class HealthCheck(
    Database database, Migrations migrations, Partitions partitions, EngineWatch engine, DataKeys keys, TextIndexer indexer, Arrivals arrivals)
{
    // With ten years of partitions, comparing the tables takes longer than everything else.
    private static readonly TimeSpan s_betweenComparisons = TimeSpan.FromMinutes(1);

    private long _matchedAt = long.MinValue;

    /// <param name="hasWritten">Whether this host has written.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<StoreHealth> RunAsync(bool hasWritten, CancellationToken cancellationToken)
    {
        var (figures, lacks, failure) = await TryReadFiguresAsync(cancellationToken).ConfigureAwait(false);
        var server = await engine.CheckAsync(cancellationToken).ConfigureAwait(false);
        var keysPart = await KeysPartAsync(cancellationToken).ConfigureAwait(false);
        var troubles = database.Troubles;
        var erasure = new Dictionary<string, double>(StringComparer.Ordinal);
        if (figures is not null)
        {
            erasure["lost_keys"] = figures.LostKeys;
        }

        var writing = troubles.Writing(figures?.DeadLetters, lacks, isAsked: hasWritten);
        return new StoreHealth(
        [
            server, writing, troubles.Reading(database.Lag), SchemaPart(figures, failure), IndexPart(figures), ListsPart(figures), keysPart,
            troubles.Erasure(erasure), .. ListenPart(),
        ]);
    }

    // Null figures if the server does not respond. They are read from the primary server; the replica is only checked for a response. The second part says why
    // writes fail; null if they succeed.
    private async ValueTask<(StoredFigures? Figures, string? Lacks, string? Failure)> TryReadFiguresAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await DifferenceAsync(cancellationToken).ConfigureAwait(false) is { } difference)
            {
                return (null, null,
                    $"The tables of the schema {database.Schema} are not those of its version: {difference}. Undo what changed them, or restore a backup.");
            }

            string? lacks = await database.ProbeAsync(WriteAccess.LacksAsync(["arrival", "conversation", "entry"]), cancellationToken).ConfigureAwait(false);
            var figures = await database.ProbeAsync(StoredFigures.ReadAsync, cancellationToken).ConfigureAwait(false);
            await database.ProbeReaderAsync(cancellationToken).ConfigureAwait(false);
            return (figures, lacks, null);
        }
        catch (ConversationStoreException e)
        {
            return (null, null, e.Message);
        }
        catch (ObjectDisposedException)
        {
            return (null, null, "The store was disposed.");
        }
    }

    // What an operator changes in the tables is reported within a minute, and that it was undone at once.
    private async ValueTask<string?> DifferenceAsync(CancellationToken cancellationToken)
    {
        var time = database.Options.TimeProvider;
        long matchedAt = Interlocked.Read(ref _matchedAt);
        if (matchedAt != long.MinValue && time.GetElapsedTime(matchedAt) < s_betweenComparisons)
        {
            return null;
        }

        string? difference = await database.ProbeAsync(migrations.DifferenceAsync, cancellationToken).ConfigureAwait(false);
        if (difference is null)
        {
            Interlocked.Exchange(ref _matchedAt, time.GetTimestamp());
            database.Troubles.SchemaMatches();
        }

        return difference;
    }

    private HealthPart SchemaPart(StoredFigures? figures, string? failure)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        if (figures is null)
        {
            return new HealthPart("schema", StoreHealthStatus.Unhealthy, failure ?? $"The schema {database.Schema} cannot be read.", numbers);
        }

        (numbers["version"], numbers["partitions"]) = (figures.Version, figures.Partitions);
        int today = DateOnly.FromDateTime(database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        long ahead = Math.Max(0, (figures.LastDay ?? 0) - today);
        numbers["partition_days_ahead"] = ahead;
        string? trouble = figures.Detached > 0
            ? $"The tables of {figures.Detached} partitions are detached, so that their conversations are not shown, and new ones of those days go into older "
                + $"partitions. Attach the tables again, or delete the partitions' rows from {database.Schema}.partition."
            : partitions.LastFailure is { } refused && ahead < database.Options.PartitionDays
            ? $"The partitions reach {ahead} days ahead, and this host cannot make further ones: {refused} Run CreatePartitionsAsync as the owner of "
                + "the tables. Until then, new conversations go into older partitions."
            : figures.LocksNeeded > figures.LocksEach
            ? $"There are {figures.Partitions} partitions, and a list that looks into all of them locks {figures.LocksOfList} tables and indexes: fewer than "
                + $"{StoredFigures.FewestLists} such lists can be read at once. Raise max_locks_per_transaction from {figures.LocksEach} to "
                + $"{figures.LocksNeeded}, or keep fewer partitions: see docs/postgresql.md."
            : null;
        return new HealthPart("schema", trouble is null ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded, trouble ?? "It works.", numbers);
    }

    private HealthPart IndexPart(StoredFigures? figures)
    {
        if (figures is null)
        {
            return IndexHealth.Unknown;
        }

        var lag = figures.PendingSince is { } since ? database.Options.TimeProvider.GetUtcNow() - since : TimeSpan.Zero;
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pending_documents"] = figures.PendingDocuments,
            ["lag_seconds"] = Math.Max(0, lag.TotalSeconds),
            ["unreadable_documents"] = indexer.Unreadable,
            ["rebuilt_conversations"] = indexer.Rebuilt,
        };
        if (indexer.IsDamaged)
        {
            return new HealthPart("index", StoreHealthStatus.Degraded,
                "The text index lacked what conversations say. They are indexed again; until that is done, searches are not complete.", numbers);
        }

        return IndexHealth.Of(numbers, lag, database.Options.IndexText, canIndex: true, indexer.LastFailure);
    }

    private HealthPart ListsPart(StoredFigures? figures) => figures is null
        ? ListsHealth.Unknown
        : ListsHealth.Of(
            figures.Uncounted,
            figures.VisibleUncounted,
            database.Options.TimeProvider.GetUtcNow(),
            figures.SetAside,
            canCount: true);

    private async ValueTask<HealthPart> KeysPartAsync(CancellationToken cancellationToken)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        try
        {
            (figures["keys"], figures["wrapped_by_older"]) = await keys.CheckAsync(cancellationToken).ConfigureAwait(false);
            database.Troubles.KeysWork();
            return database.Troubles.Keys(figures, failure: null);
        }
        catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
        {
            return database.Troubles.Keys(figures, e);
        }
    }

    // Reported only if there is a connection for listening, which is opened at the first wait.
    private IEnumerable<HealthPart> ListenPart()
    {
        if (database.Options.ListenConnectionString is not null)
        {
            string? failure = arrivals.Listener?.LastFailure;
            string message = failure is null ? "It works." : $"{failure} Arrivals are looked for four times a second until it is back.";
            yield return new HealthPart("listen", failure is null ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded, message,
                new Dictionary<string, double>(StringComparer.Ordinal));
        }
    }
}
