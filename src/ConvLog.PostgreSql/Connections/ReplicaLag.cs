namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// How far a replica lags behind the primary server: the time since the primary wrote something that the replica has not replayed. It is measured with this
/// host's clock only, because the servers' clocks may differ, whenever the replica is read. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ReplicaLag(TimeProvider time)
{
    /// <summary>The key in "meta" of the last event of the ledger of erasures that was applied to the data.</summary>
    public const string AppliedKey = "ledger_applied";

    private const string Applied = $"coalesce((SELECT pg_catalog.convert_from(value, 'UTF8')::bigint FROM #.meta WHERE key = '{AppliedKey}'), 0)";

    private const string FindWritten = $"""
        SELECT {Applied}, CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL ELSE (pg_catalog.pg_current_wal_lsn() - '0/0'::pg_catalog.pg_lsn)::bigint END
        """;

    private const string FindReplayed = $"SELECT {Applied}, (pg_catalog.pg_last_wal_replay_lsn() - '0/0'::pg_catalog.pg_lsn)::bigint";

    // Covers at least one minute: a larger lag is reported as that.
    private const int MostSamples = 240;

    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Position)> _samples = new();
    private long _erased;
    private long _lastAt;
    private TimeSpan _lag;

    /// <summary>The lag when the replica was last read.</summary>
    public TimeSpan Last
    {
        get
        {
            lock (_lock)
            {
                return _lag;
            }
        }
    }

    /// <summary>Whether it is so large that results are incomplete.</summary>
    public bool IsLarge => Last > s_most;

    /// <summary>Records the position of the primary server, before the replica is read.</summary>
    public async ValueTask LookAsync(Session written, CancellationToken cancellationToken)
    {
        var (erased, position) = (await written.ListAsync(FindWritten, [], static row => (row.Int64(0), row.OptionalInt64(1)), cancellationToken)
            .ConfigureAwait(false))[0];
        lock (_lock)
        {
            _erased = Math.Max(_erased, erased);
            if (position is { } now && (_samples.Count == 0 || time.GetElapsedTime(_lastAt) >= s_between))
            {
                _lastAt = time.GetTimestamp();
                _samples.Enqueue((_lastAt, now));
                if (_samples.Count > MostSamples)
                {
                    _samples.Dequeue();
                }
            }
        }
    }

    /// <summary>Whether the replica has replayed all erasures, in the transaction that reads it.</summary>
    public async ValueTask<bool> HasErasedAsync(Session replica, CancellationToken cancellationToken)
    {
        var (erased, replayed) = (await replica.ListAsync(FindReplayed, [], static row => (row.Int64(0), row.OptionalInt64(1)), cancellationToken)
            .ConfigureAwait(false))[0];
        lock (_lock)
        {
            while (_samples.TryPeek(out var oldest) && (replayed is null || oldest.Position <= replayed))
            {
                _samples.Dequeue();
            }

            _lag = _samples.TryPeek(out var missing) ? time.GetElapsedTime(missing.At) : TimeSpan.Zero;
            return erased >= _erased;
        }
    }
}
