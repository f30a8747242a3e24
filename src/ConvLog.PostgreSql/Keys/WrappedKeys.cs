using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Keys;

/// <summary>Wraps and unwraps the keys of the keys' schema. Thread-safe; never used within a transaction of that schema, because a ring may be slow.</summary>
internal sealed class WrappedKeys
{
    // In the working directory, because no better location is certain to exist on a development host.
    private const string RingFile = "convlog-keyring";

    private readonly KeysStore _store;
    private readonly KeyWrapping _wrapping;

    /// <param name="store">The keys' schema. Each key is bound to it.</param>
    /// <param name="options">The key ring and the clock.</param>
    /// <param name="troubles">Receives reports of failures of the ring.</param>
    public WrappedKeys(KeysStore store, PostgreSqlStoreOptions options, DatabaseTroubles troubles)
    {
        _store = store;
        _wrapping = new KeyWrapping(options.KeyRing, Path.GetFullPath(RingFile), options.TimeProvider, troubles.KeyRingFailed);
    }

    /// <summary>The ID of the current wrapping key. A ring reveals it only by wrapping something.</summary>
    public async ValueTask<string> CurrentIdAsync(CancellationToken cancellationToken)
        => (await WrapAsync([(-1, new byte[DataKey.Length])], cancellationToken).ConfigureAwait(false))[0].KeyId;

    /// <summary>The same, or a recent result, so that the ring wraps something at most twice a minute.</summary>
    public async ValueTask<string> RecentIdAsync(CancellationToken cancellationToken)
        => _wrapping.KnownId ?? await CurrentIdAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Wraps keys under their numbers.</summary>
    public async ValueTask<IReadOnlyList<WrappedKey>> WrapAsync(IReadOnlyList<(long Number, byte[] Key)> keys, CancellationToken cancellationToken)
    {
        byte[] id = await _store.IdAsync(cancellationToken).ConfigureAwait(false);
        bool isFirst = _wrapping.IsFile && !await HasKeyAsync(cancellationToken).ConfigureAwait(false);
        return [.. keys.Select(key => _wrapping.Wrap(key.Key, KeyWrapping.ContextOf(id, key.Number), () => isFirst))];
    }

    /// <summary>Unwraps a key.</summary>
    public async ValueTask<byte[]> UnwrapAsync(long number, WrappedKey wrapped, CancellationToken cancellationToken)
        => _wrapping.Unwrap(wrapped, KeyWrapping.ContextOf(await _store.IdAsync(cancellationToken).ConfigureAwait(false), number));

    private ValueTask<bool> HasKeyAsync(CancellationToken cancellationToken)
        => _store.ReadAsync(static async (session, token) => await session.NumberAsync(KeyTable.Any, token).ConfigureAwait(false) == 1, cancellationToken);
}
