using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Keys;

/// <content>Counts the wrapping keys in use, and rewraps all data keys.</content>
internal sealed partial class DataKeys : IWrappedKeys
{
    private const string CountKeys = "SELECT key_id, count(*), min(no) FROM (SELECT key_id, no FROM data_key LIMIT ?1) GROUP BY key_id";
    private const string FindOlder = "SELECT key_id, wrapped, no FROM data_key WHERE no > ?1 AND key_id <> ?2 ORDER BY no LIMIT ?3";
    private const string UpdateKey = "UPDATE data_key SET key_id = ?2, wrapped = ?3 WHERE no = ?1 AND wrapped = ?4";
    private const string UpdateHashKey = "UPDATE hash_key SET key_id = ?1, wrapped = ?2 WHERE no = 1 AND wrapped = ?3";

    /// <summary>Counts the keys, and makes sure that the key ring can wrap, and can unwrap one key of each wrapping key.</summary>
    /// <returns>The number of data keys, and how many of them are wrapped by an older key.</returns>
    /// <exception cref="ConversationStoreException">The keys are not available.</exception>
    public (long Keys, long WrappedByOlder) Check()
    {
        var counts = Counts();
        if (counts.Count == 0)
        {
            return (0, 0); // The ring is not used, and need not exist yet.
        }

        foreach (var wrapping in counts)
        {
            Find(wrapping.Sample);
        }

        return KeyRotation.Sum(counts, _wrapped.CurrentId());
    }

    /// <inheritdoc cref="KeyRotation.RewrapAsync"/>
    public ValueTask<long> RewrapAsync(CancellationToken cancellationToken) => KeyRotation.RewrapAsync(this, cancellationToken);

    ValueTask<IReadOnlyList<WrappingCount>> IWrappedKeys.CountAsync(CancellationToken cancellationToken) => new(Counts());

    ValueTask<string> IWrappedKeys.CurrentIdAsync(CancellationToken cancellationToken) => new(_wrapped.CurrentId(maySkip: false));

    ValueTask<IReadOnlyList<(long Number, WrappedKey Key)>> IWrappedKeys.ListOlderAsync(
        string currentId, long after, int limit, CancellationToken cancellationToken) => new(_file.Read(session =>
    {
        var found = new List<(long Number, WrappedKey Key)>();
        var rows = session[FindOlder].Bind(1, after).Bind(2, currentId).Bind(3, limit);
        while (rows.Step())
        {
            found.Add((rows.Int64(2), new WrappedKey(rows.Text(0), rows.Bytes(1).ToArray())));
        }

        return found;
    }));

    ValueTask<WrappedKey?> IWrappedKeys.FindHashKeyAsync(CancellationToken cancellationToken)
        => new(_file.Read(static session => WrappedKeys.Row(session[FindHashKey])));

    ValueTask<WrappedKey> IWrappedKeys.WrapAnewAsync(long number, WrappedKey key, CancellationToken cancellationToken)
    {
        byte[] context = _wrapped.ContextOf(number);
        return new(_wrapped.Wrap(_wrapped.Unwrap(key, context), context));
    }

    ValueTask<long> IWrappedKeys.ReplaceAsync(IReadOnlyList<RewrappedKey> keys, CancellationToken cancellationToken) => new(_file.Write(session =>
    {
        DeletionTraces.Record(session);
        long replaced = 0;
        foreach (var key in keys)
        {
            replaced += session[UpdateKey].Bind(1, key.Number).Bind(2, key.New.KeyId).BindBlob(3, key.New.Bytes.Span).BindBlob(4, key.Old.Bytes.Span)
                .RunAndCount();
        }

        return replaced;
    }));

    ValueTask IWrappedKeys.ReplaceHashKeyAsync(RewrappedKey key, CancellationToken cancellationToken)
    {
        _file.Write(session =>
        {
            DeletionTraces.Record(session);
            return session[UpdateHashKey].Bind(1, key.New.KeyId).BindBlob(2, key.New.Bytes.Span).BindBlob(3, key.Old.Bytes.Span).RunAndCount();
        });
        return ValueTask.CompletedTask;
    }

    // The older keys are in the log. If a reader needs it now, CleanUp empties it later.
    void IWrappedKeys.ForgetOlder() => _file.EmptyLog();

    private List<WrappingCount> Counts() => _file.Read(static session =>
    {
        var counts = new List<WrappingCount>();
        var rows = session[CountKeys].Bind(1, KeyRotation.MostCounted);
        while (rows.Step())
        {
            counts.Add(new(rows.Text(0), rows.Int64(1), rows.Int64(2)));
        }

        return counts;
    });
}
