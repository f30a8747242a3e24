using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// The events of the keys' schema that an old backup of the data lacks. An event is durable there before it changes the data. The data stores the number of the
/// last applied event in its "meta" table; adding or applying events requires the lock of that row, so one host does so at a time.
/// </summary>
internal static class Ledger
{
    private const string AppliedKey = ReplicaLag.AppliedKey;
    private const string MakeApplied = $"INSERT INTO #.meta (key, value) VALUES ('{AppliedKey}', '0') ON CONFLICT DO NOTHING";
    private const string FindApplied = $"SELECT convert_from(value, 'UTF8')::bigint FROM #.meta WHERE key = '{AppliedKey}'";
    private const string PutApplied = $"UPDATE #.meta SET value = convert_to($1::bigint::text, 'UTF8') WHERE key = '{AppliedKey}'";
    private const string LatestLedger = "SELECT max(no) FROM #.ledger";

    private const string Events = "SELECT no, kind, at, conversation_id, user_hash, erasure, placed_by, reason FROM #.ledger WHERE no > $1 ORDER BY no";

    // After restoring an old backup of the keys, the ledger may lack the last event that was applied to the data.
    private const string Insert = """
        INSERT INTO #.ledger (no, kind, at, conversation_id, user_hash, erasure, placed_by, reason)
        SELECT greatest(coalesce(max(no), 0), $1) + 1, $2, $3, $4::bytea, $5::bytea, $6::bigint, $7::bytea, $8::bytea FROM #.ledger
        """;

    /// <summary>The number of the last event; 0 if there is none.</summary>
    public static async ValueTask<long> LastAsync(Session keys, CancellationToken cancellationToken)
        => await keys.NumberAsync(LatestLedger, [], cancellationToken).ConfigureAwait(false) ?? 0;

    /// <summary>The number of the last event applied to the data; 0 if there is none.</summary>
    public static async ValueTask<long> AppliedAsync(Session data, CancellationToken cancellationToken)
        => await data.NumberAsync(FindApplied, [], cancellationToken).ConfigureAwait(false) ?? 0;

    /// <summary>The same, and locks the row until the transaction ends.</summary>
    public static async ValueTask<long> LockAsync(Session data, CancellationToken cancellationToken)
    {
        if (await data.NumberAsync($"{FindApplied} FOR UPDATE", [], cancellationToken).ConfigureAwait(false) is { } applied)
        {
            return applied;
        }

        await data.RunAsync(MakeApplied, [], cancellationToken).ConfigureAwait(false);
        return await data.NumberAsync($"{FindApplied} FOR UPDATE", [], cancellationToken).ConfigureAwait(false) ?? 0;
    }

    /// <summary>Saves the number of the last applied event, in the transaction that applied it.</summary>
    public static ValueTask<int> PutAppliedAsync(Session data, long no, CancellationToken cancellationToken)
        => data.RunAsync(PutApplied, [no], cancellationToken);

    /// <summary>The events after a number.</summary>
    public static ValueTask<List<LedgerEvent>> AfterAsync(Session keys, long no, CancellationToken cancellationToken) => keys.ListAsync(
        Events,
        [no],
        static row => new LedgerEvent
        {
            No = row.Int64(0),
            Kind = (LedgerEventKind)row.Int32(1),
            At = row.Int64(2),
            ConversationId = row.OptionalText(3),
            UserHash = row.IsNull(4) ? null : row.Bytes(4).ToArray(),
            Erasure = row.OptionalInt64(5),
            PlacedBy = row.OptionalText(6),
            Reason = row.OptionalText(7),
        },
        cancellationToken);

    /// <summary>Adds an event, in a transaction that writes to the keys' schema.</summary>
    /// <param name="keys">The transaction.</param>
    /// <param name="added">The event.</param>
    /// <param name="applied">The last event that was applied to the data, of which the caller must hold the lock: so no lower number can be added
    /// later.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static ValueTask<int> AddAsync(Session keys, LedgerEvent added, long applied, CancellationToken cancellationToken) => keys.RunAsync(
        Insert, [applied, (int)added.Kind, added.At, added.ConversationId, added.UserHash, added.Erasure, added.PlacedBy, added.Reason], cancellationToken);
}
