using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Health;

namespace ConvLog.PostgreSql;

/// <content>Health.</content>
public sealed partial class PostgreSqlConversationStore
{
    // Higher counts help no one, and would be read row by row.
    private const int MostCounted = 100_000;

    private const string FindFigures = $"""
        SELECT (SELECT version::bigint FROM #.store_version),
               (SELECT count(*) FROM (SELECT 1 FROM #.dead_letter LIMIT $1) AS counted),
               (SELECT max(no) - min(no) + 1 FROM #.to_index),
               (SELECT since FROM #.to_index ORDER BY no LIMIT 1),
               (SELECT count(*) FROM #.partition),
               (SELECT count(*) FROM (SELECT 1 FROM #.lost_key LIMIT $1) AS counted),
               (SELECT since FROM #.to_count WHERE NOT is_set_aside ORDER BY no LIMIT 1),
               (SELECT since FROM #.to_count WHERE NOT is_set_aside AND is_visible ORDER BY no LIMIT 1),
               (SELECT count(DISTINCT conversation) FROM #.to_count WHERE is_set_aside),
               (SELECT max(ends) FROM #.partition),
               (SELECT count(*) FROM #.partition WHERE NOT {Partitions.IsAttached}),
               (SELECT count(DISTINCT inhrelid) + count(*) FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_index ON indrelid = inhrelid
                   WHERE inhparent = '#.conversation'::pg_catalog.regclass),
               pg_catalog.current_setting('max_locks_per_transaction')::bigint,
               pg_catalog.current_setting('max_connections')::bigint + pg_catalog.current_setting('max_prepared_transactions')::bigint
        """;

    // The number of concurrent lists for which the server should have enough locks.
    private const int FewestLists = 10;

    private static readonly TimeSpan s_mostLag = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        var (figures, failure) = await TryReadFiguresAsync(cancellationToken).ConfigureAwait(false);
        var engine = await _engine.CheckAsync(cancellationToken).ConfigureAwait(false);
        var keys = await KeysPartAsync(cancellationToken).ConfigureAwait(false);
        var troubles = _database.Troubles;
        var erasure = new Dictionary<string, double>(StringComparer.Ordinal);
        if (figures is not null)
        {
            erasure["lost_keys"] = figures.LostKeys;
        }

        var writing = troubles.Writing(figures?.DeadLetters, figures?.Lacks, isAsked: _hasWritten);
        return new StoreHealth([engine, writing, troubles.Reading(_database.Lag), SchemaPart(figures, failure), IndexPart(figures),
            ListsPart(figures), keys,
            troubles.Erasure(erasure), .. ListenPart()]);
    }

    // Null figures if the server does not respond. They are read from the primary server; the replica is only checked for a response.
    private async ValueTask<(StoredFigures? Figures, string? Failure)> TryReadFiguresAsync(CancellationToken cancellationToken)
    {
        try
        {
            string? difference = await _database.ProbeAsync(_migrations.DifferenceAsync, cancellationToken).ConfigureAwait(false);
            if (difference is not null)
            {
                return (null,
                    $"The tables of the schema {_database.Schema} are not those of its version: {difference}. Undo what changed them, or restore a backup.");
            }

            _database.Troubles.SchemaMatches();
            string? lacks = await _database.ProbeAsync(WriteAccess.LacksAsync(["arrival", "conversation", "entry"]), cancellationToken).ConfigureAwait(false);
            var rows = await _database.ProbeAsync(
                static (session, token) => session.ListAsync(
                    FindFigures,
                    [(long)MostCounted],
                    static row => new StoredFigures(row.OptionalInt64(0) ?? 0, row.Int64(1), row.OptionalInt64(2) ?? 0, row.OptionalTime(3), row.Int64(4),
                        row.Int64(5), row.OptionalTime(6), row.OptionalTime(7), row.Int64(8), row.OptionalInt64(9), row.Int64(10),
                        row.Int64(11), row.Int64(12), row.Int64(13)),
                    token),
                cancellationToken).ConfigureAwait(false);
            await _database.ProbeReaderAsync(cancellationToken).ConfigureAwait(false);
            return (rows[0] with { Lacks = lacks }, null);
        }
        catch (ConversationStoreException e)
        {
            return (null, e.Message);
        }
        catch (ObjectDisposedException)
        {
            return (null, "The store was disposed.");
        }
    }

    private HealthPart SchemaPart(StoredFigures? figures, string? failure)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        if (figures is null)
        {
            return new HealthPart("schema", StoreHealthStatus.Unhealthy, failure ?? $"The schema {_database.Schema} cannot be read.", numbers);
        }

        (numbers["version"], numbers["partitions"]) = (figures.Schema, figures.Partitions);
        int today = DateOnly.FromDateTime(_database.Options.TimeProvider.GetUtcNow().UtcDateTime).DayNumber;
        long ahead = Math.Max(0, (figures.LastDay ?? 0) - today);
        numbers["partition_days_ahead"] = ahead;
        string? trouble = figures.Detached > 0
            ? $"The tables of {figures.Detached} partitions are detached, so that their conversations are not shown, and new ones of those days go into older "
                + $"partitions. Attach the tables again, or delete the partitions' rows from {_database.Schema}.partition."
            : _partitions.LastFailure is { } refused && ahead < _database.Options.PartitionDays
            ? $"The partitions reach {ahead} days ahead, and this host cannot make further ones: {refused} Run CreatePartitionsAsync as the owner of "
                + "the tables. Until then, new conversations go into older partitions."
            : figures.LocksNeeded > figures.LocksEach
            ? $"There are {figures.Partitions} partitions, and a list that looks into all of them locks {figures.LocksOfList} tables and indexes: fewer than "
                + $"{FewestLists} such lists can be read at once. Raise max_locks_per_transaction from {figures.LocksEach} to {figures.LocksNeeded}, or keep fewer "
                + "partitions: see docs/postgresql.md."
            : null;
        return new HealthPart("schema", trouble is null ? StoreHealthStatus.Healthy : StoreHealthStatus.Degraded, trouble ?? "It works.", numbers);
    }

    private HealthPart IndexPart(StoredFigures? figures)
    {
        if (figures is null)
        {
            return new HealthPart("index", StoreHealthStatus.Degraded, "The index's work list cannot be read.",
                new Dictionary<string, double>(StringComparer.Ordinal));
        }

        var lag = figures.PendingSince is { } since ? _database.Options.TimeProvider.GetUtcNow() - since : TimeSpan.Zero;
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["pending_documents"] = figures.PendingDocuments,
            ["lag_seconds"] = Math.Max(0, lag.TotalSeconds),
            ["unreadable_documents"] = _indexer.Unreadable,
            ["rebuilt_conversations"] = _indexer.Rebuilt,
        };
        if (_indexer.IsDamaged)
        {
            return new HealthPart("index", StoreHealthStatus.Degraded,
                "The text index lacked what conversations say. They are indexed again; until that is done, searches are not complete.", numbers);
        }

        return lag > s_mostLag && _database.Options.IndexText
            ? new HealthPart("index", StoreHealthStatus.Degraded, _indexer.LastFailure ?? "The text index is behind: searches do not find the latest data yet.",
            numbers)
            : new HealthPart("index", StoreHealthStatus.Healthy, _database.Options.IndexText ? "It works." : "This store does not index text.", numbers);
    }

    private HealthPart ListsPart(StoredFigures? figures) => figures is null
        ? ListsHealth.Unknown
        : ListsHealth.Of(
            figures.Uncounted,
            figures.VisibleUncounted,
            _database.Options.TimeProvider.GetUtcNow(),
            figures.SetAside,
            canCount: true);

    private sealed record StoredFigures(long Schema, long DeadLetters, long PendingDocuments, DateTimeOffset? PendingSince, long Partitions, long LostKeys,
        DateTimeOffset? Uncounted, DateTimeOffset? VisibleUncounted, long SetAside, long? LastDay, long Detached, long LocksOfList, long LocksEach,
        long Connections)
    {
        /// <summary>The recommended minimum of max_locks_per_transaction.</summary>
        public long LocksNeeded => (FewestLists * LocksOfList / Connections) + 1;

        /// <summary>The reason why writes fail; null if they succeed.</summary>
        public string? Lacks { get; init; }
    }
}
