using ConvLog.Privacy;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Storage.Relational;

/// <summary>The wrapped data keys, and the key of the hashes by which users and numbers are found.</summary>
internal static class KeyTable
{
    private const string FindOne = "SELECT key_id, wrapped FROM #.data_key WHERE no = $1";
    private const string FindOlder = "SELECT key_id, wrapped, no FROM #.data_key WHERE no > $1 AND key_id <> $2 ORDER BY no LIMIT $3";
    private const string FindDestroyed = "SELECT at FROM #.destroyed_key WHERE no = $1";
    private const string InsertHashKey = "INSERT INTO #.hash_key (no, key_id, wrapped) VALUES (1, $1, $2) ON CONFLICT DO NOTHING";
    private const string UpdateHashKey = "UPDATE #.hash_key SET key_id = $1, wrapped = $2 WHERE no = 1 AND wrapped = $3";

    /// <summary>1 if there is a key, else 0.</summary>
    public static SqlStatement Any { get; } = new("SELECT EXISTS (SELECT 1 FROM #.data_key) OR EXISTS (SELECT 1 FROM #.hash_key)");

    /// <summary>How many data keys each wrapping key wraps.</summary>
    public static SqlQuery<WrappingCount> Counts { get; } = new(
        "SELECT key_id, count(*), min(no) FROM (SELECT key_id, no FROM #.data_key LIMIT $1) AS counted GROUP BY key_id",
        [KeyRotation.MostCounted],
        static row => new WrappingCount(row.Text(0), row.Int64(1), row.Int64(2)));

    public static SqlQuery<WrappedKey> HashKey { get; } = new("SELECT key_id, wrapped FROM #.hash_key WHERE no = 1", [], Of);

    /// <summary>A data key; no row if it was destroyed.</summary>
    public static SqlQuery<WrappedKey> Find(long number) => new(FindOne, [number], Of);

    /// <inheritdoc cref="IWrappedKeys.ListOlderAsync"/>
    public static SqlQuery<(long Number, WrappedKey Key)> Older(string currentId, long after, int limit)
        => new(FindOlder, [after, currentId, limit], static row => (row.Int64(2), Of(row)));

    /// <summary>When a key was destroyed, in ticks; no row if it was not.</summary>
    public static SqlStatement DestroyedAt(long number) => new(FindDestroyed, number);

    /// <summary>Stores the key for hashes, unless there is one.</summary>
    public static SqlStatement PutHashKey(WrappedKey key) => new(InsertHashKey, key.KeyId, key.Bytes.ToArray());

    public static SqlStatement ReplaceHashKey(RewrappedKey key) => new(UpdateHashKey, key.New.KeyId, key.New.Bytes.ToArray(), key.Old.Bytes.ToArray());

    /// <summary>The key in the first two columns, "key_id, wrapped".</summary>
    public static WrappedKey Of(IRow row) => new(row.Text(0), row.Bytes(1).ToArray());
}
