using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Keys;

/// <content>Counts the wrapping keys in use, and rewraps data keys.</content>
internal sealed partial class DataKeys : IWrappedKeys
{
    // Skips keys that were destroyed or rewrapped concurrently.
    private const string UpdateKeys = """
        UPDATE #.data_key SET key_id = rewrapped.key_id, wrapped = rewrapped.wrapped
        FROM unnest($1, $2, $3, $4) AS rewrapped (no, key_id, wrapped, old) WHERE data_key.no = rewrapped.no AND data_key.wrapped = rewrapped.old
        """;

    /// <summary>Counts the keys, and checks that the ring can unwrap one of each wrapping key and can wrap.</summary>
    /// <returns>The number of data keys, and how many of them are wrapped by an older key.</returns>
    /// <exception cref="ConversationStoreException">The keys are not available.</exception>
    public async ValueTask<(long Keys, long WrappedByOlder)> CheckAsync(CancellationToken cancellationToken)
    {
        await EnsureAvailableAsync(cancellationToken).ConfigureAwait(false);
        await _store.EnsureWritableAsync(cancellationToken).ConfigureAwait(false);
        var counts = await CountAsync(cancellationToken).ConfigureAwait(false);
        if (counts.Count == 0)
        {
            return (0, 0); // Without keys, the ring is not used: it may not exist yet.
        }

        await FindAsync([.. counts.Select(static wrapping => wrapping.Sample)], cancellationToken).ConfigureAwait(false);
        return KeyRotation.Sum(counts, await _wrapped.RecentIdAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc cref="KeyRotation.RewrapAsync"/>
    public ValueTask<long> RewrapAsync(CancellationToken cancellationToken) => KeyRotation.RewrapAsync(this, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<WrappingCount>> CountAsync(CancellationToken cancellationToken)
        => await _store.ReadAsync(static (session, token) => session.ListAsync(KeyTable.Counts, token), cancellationToken).ConfigureAwait(false);

    ValueTask<string> IWrappedKeys.CurrentIdAsync(CancellationToken cancellationToken) => _wrapped.CurrentIdAsync(cancellationToken);

    async ValueTask<IReadOnlyList<(long Number, WrappedKey Key)>> IWrappedKeys.ListOlderAsync(
        string currentId, long after, int limit, CancellationToken cancellationToken)
        => await _store.ReadAsync((session, token) => session.ListAsync(KeyTable.Older(currentId, after, limit), token), cancellationToken)
            .ConfigureAwait(false);

    async ValueTask<WrappedKey?> IWrappedKeys.FindHashKeyAsync(CancellationToken cancellationToken)
        => await HashKeyRowAsync(cancellationToken).ConfigureAwait(false);

    async ValueTask<WrappedKey> IWrappedKeys.RewrapAsync(long number, WrappedKey key, CancellationToken cancellationToken)
    {
        byte[] unwrapped = await _wrapped.UnwrapAsync(number, key, cancellationToken).ConfigureAwait(false);
        return (await _wrapped.WrapAsync([(number, unwrapped)], cancellationToken).ConfigureAwait(false))[0];
    }

    async ValueTask<long> IWrappedKeys.ReplaceAsync(IReadOnlyList<RewrappedKey> keys, CancellationToken cancellationToken)
    {
        object?[] columns =
        [
            keys.Select(static key => key.Number).ToArray(),
            keys.Select(static key => key.New.KeyId).ToArray(),
            keys.Select(static key => key.New.Bytes.ToArray()).ToArray(),
            keys.Select(static key => key.Old.Bytes.ToArray()).ToArray(),
        ];
        return await _store.WriteAsync((session, token) => session.RunAsync(UpdateKeys, columns, token), cancellationToken).ConfigureAwait(false);
    }

    async ValueTask IWrappedKeys.ReplaceHashKeyAsync(RewrappedKey key, CancellationToken cancellationToken)
        => await _store.WriteAsync((session, token) => session.RunAsync(KeyTable.ReplaceHashKey(key), token), cancellationToken).ConfigureAwait(false);

    void IWrappedKeys.RemoveOlder()
    {
        // The server vacuums its own files.
    }
}
