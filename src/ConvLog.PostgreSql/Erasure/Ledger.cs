using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// How far the data has the events of the ledger (<see cref="LedgerTable"/>). The data stores the number of the last applied event in its "meta" table;
/// adding or applying events requires the lock of that row, so one host does so at a time.
/// </summary>
internal static class Ledger
{
    private const string AppliedKey = ReplicaLag.AppliedKey;
    private const string MakeApplied = $"INSERT INTO #.meta (key, value) VALUES ('{AppliedKey}', '0') ON CONFLICT DO NOTHING";
    private const string FindApplied = $"SELECT convert_from(value, 'UTF8')::bigint FROM #.meta WHERE key = '{AppliedKey}'";
    private const string PutApplied = $"UPDATE #.meta SET value = convert_to($1::bigint::text, 'UTF8') WHERE key = '{AppliedKey}'";
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
}
