using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Keys;

/// <content>Counts the wrapping keys in use, and rewraps all data keys.</content>
internal sealed partial class DataKeys : IWrappedKeys
{
    private const string UpdateKey = "UPDATE data_key SET key_id = $2, wrapped = $3 WHERE no = $1 AND wrapped = $4";
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

        return KeyRotation.Sum(counts, _wrapped.KnownId());
    }

    /// <inheritdoc cref="KeyRotation.RewrapAsync"/>
    public ValueTask<long> RewrapAsync(CancellationToken cancellationToken) => KeyRotation.RewrapAsync(this, cancellationToken);

    ValueTask<IReadOnlyList<WrappingCount>> IWrappedKeys.CountAsync(CancellationToken cancellationToken) => new(Counts());

    ValueTask<string> IWrappedKeys.CurrentIdAsync(CancellationToken cancellationToken) => new(_wrapped.CurrentId());

    ValueTask<IReadOnlyList<(long Number, WrappedKey Key)>> IWrappedKeys.ListOlderAsync(
        string currentId, long after, int limit, CancellationToken cancellationToken)
        => new(_file.Read(session => session.List(KeyTable.Older(currentId, after, limit))));

    ValueTask<WrappedKey?> IWrappedKeys.FindHashKeyAsync(CancellationToken cancellationToken)
        => new(_file.Read(static session => session.List(KeyTable.HashKey)).FirstOrDefault());

    ValueTask<WrappedKey> IWrappedKeys.RewrapAsync(long number, WrappedKey key, CancellationToken cancellationToken)
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
            replaced += session.Run(new(UpdateKey, key.Number, key.New.KeyId, key.New.Bytes.ToArray(), key.Old.Bytes.ToArray()));
        }

        return replaced;
    }));

    ValueTask IWrappedKeys.ReplaceHashKeyAsync(RewrappedKey key, CancellationToken cancellationToken)
    {
        _file.Write(session =>
        {
            DeletionTraces.Record(session);
            return session.Run(KeyTable.ReplaceHashKey(key));
        });
        return ValueTask.CompletedTask;
    }

    // The older keys are in the log. If a reader needs it now, CleanUp empties it later.
    void IWrappedKeys.RemoveOlder() => _file.EmptyLog();

    private List<WrappingCount> Counts() => _file.Read(static session => session.List(KeyTable.Counts));
}
