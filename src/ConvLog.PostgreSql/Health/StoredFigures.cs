using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Health;

/// <summary>What the database says about its own state.</summary>
internal sealed record StoredFigures
{
    /// <summary>The number of concurrent lists for which the server should have enough locks.</summary>
    public const int FewestLists = 10;

    // Higher counts help no one, and would be read row by row.
    private const int MostCounted = 100_000;

    private const string Find = $"""
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
               (SELECT count(*) FROM #.partition WHERE NOT {Schema.Partitions.IsAttached}),
               (SELECT count(DISTINCT inhrelid) + count(*) FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_index ON indrelid = inhrelid
                   WHERE inhparent = '#.conversation'::pg_catalog.regclass),
               pg_catalog.current_setting('max_locks_per_transaction')::bigint,
               pg_catalog.current_setting('max_connections')::bigint + pg_catalog.current_setting('max_prepared_transactions')::bigint
        """;

    public long Version { get; private init; }

    public long DeadLetters { get; private init; }

    public long PendingDocuments { get; private init; }

    public DateTimeOffset? PendingSince { get; private init; }

    public long Partitions { get; private init; }

    /// <summary>The number of partitions whose tables are detached.</summary>
    public long Detached { get; private init; }

    /// <summary>The day after the last partition.</summary>
    public long? LastDay { get; private init; }

    public long LostKeys { get; private init; }

    /// <summary>When the oldest change was written that is not counted yet.</summary>
    public DateTimeOffset? Uncounted { get; private init; }

    /// <summary>The same, for changes that a reader without the permission sees.</summary>
    public DateTimeOffset? VisibleUncounted { get; private init; }

    /// <summary>The number of conversations that could not be counted.</summary>
    public long SetAside { get; private init; }

    /// <summary>The number of tables and indexes that a list of all partitions locks.</summary>
    public long LocksOfList { get; private init; }

    /// <summary>The server's max_locks_per_transaction.</summary>
    public long LocksEach { get; private init; }

    /// <summary>The recommended minimum of <see cref="LocksEach"/>.</summary>
    public long LocksNeeded { get; private init; }

    /// <summary>Reads the figures.</summary>
    public static async ValueTask<StoredFigures> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var rows = await session.ListAsync(Find, [(long)MostCounted], Of, cancellationToken).ConfigureAwait(false);
        return rows[0];
    }

    private static StoredFigures Of(Row row) => new()
    {
        Version = row.OptionalInt64(0) ?? 0,
        DeadLetters = row.Int64(1),
        PendingDocuments = row.OptionalInt64(2) ?? 0,
        PendingSince = row.OptionalTime(3),
        Partitions = row.Int64(4),
        LostKeys = row.Int64(5),
        Uncounted = row.OptionalTime(6),
        VisibleUncounted = row.OptionalTime(7),
        SetAside = row.Int64(8),
        LastDay = row.OptionalInt64(9),
        Detached = row.Int64(10),
        LocksOfList = row.Int64(11),
        LocksEach = row.Int64(12),
        LocksNeeded = (FewestLists * row.Int64(11) / row.Int64(13)) + 1,
    };
}
