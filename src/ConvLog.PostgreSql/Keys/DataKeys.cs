using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Keys;

/// <summary>The data keys in the keys' schema, unwrapped by the key ring on demand. Thread-safe, also within a transaction of the data.</summary>
/// <remarks>
/// Unwrapped keys are cached for at most 30 seconds: after that time, a key destroyed by another host is no longer available here.
/// A <see cref="ConversationStoreException"/> says why something is not available.
/// </remarks>
internal sealed partial class DataKeys : IDisposable
{
    private const string FindKeys = "SELECT key_id, wrapped, no FROM #.data_key WHERE no = ANY($1)";
    private const string DeleteKeys = "DELETE FROM #.data_key WHERE no = ANY($1)";
    private const string KeepDestroyed = "INSERT INTO #.destroyed_key (no, at) SELECT no, $2 FROM pg_catalog.unnest($1) AS no ON CONFLICT DO NOTHING";

    private readonly KeysStore _store;
    private readonly TimeProvider _time;
    private readonly KeyCache<ValueTuple> _remembered;
    private readonly WrappedKeys _wrapped;
    private readonly ReservedKeys _reserved;

    /// <param name="store">The keys' schema.</param>
    /// <param name="options">The key ring and the clock.</param>
    /// <param name="troubles">Receives reports of unavailable keys.</param>
    public DataKeys(KeysStore store, PostgreSqlStoreOptions options, DatabaseTroubles troubles)
    {
        (_store, _time) = (store, options.TimeProvider);
        _remembered = new KeyCache<ValueTuple>(options.TimeProvider);
        _wrapped = new WrappedKeys(store, options, troubles);
        _reserved = new ReservedKeys(store, _wrapped, _remembered, options.TimeProvider);
    }

    /// <summary>Checks that these are the keys of the data, so that writes can depend on them. Costs nothing after the first success.</summary>
    public ValueTask EnsureAvailableAsync(CancellationToken cancellationToken) => _store.EnsureAvailableAsync(cancellationToken);

    /// <summary>A key for a conversation that has none. Its row is durable, and it is not used for any other conversation.</summary>
    public async ValueTask<(long Number, DataKey Key)> NewAsync(CancellationToken cancellationToken)
    {
        long now = _remembered.Now;
        (long number, byte[] bytes) = await _reserved.TakeAsync(cancellationToken).ConfigureAwait(false);
        var key = new DataKey(number, bytes);
        _remembered.Add(number, key, now);
        return (number, key);
    }

    /// <summary>The keys by number, without those that were destroyed.</summary>
    public async ValueTask<IReadOnlyDictionary<long, DataKey>> FindAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, DataKey>(numbers.Count);
        var missing = new HashSet<long>();
        foreach (long number in numbers)
        {
            if (_remembered.Find(number) is { } known)
            {
                found[number] = known;
            }
            else
            {
                missing.Add(number);
            }
        }

        if (missing.Count == 0)
        {
            return found;
        }

        long now = _remembered.Now;
        long[] asked = [.. missing];
        var rows = await _store.ReadAsync(
            (session, token) => session.ListAsync(FindKeys, [asked], static row => (Number: row.Int64(2), Wrapped: KeyTable.Of(row)), token),
                cancellationToken).ConfigureAwait(false);
        foreach (var (number, wrapped) in rows)
        {
            var key = new DataKey(number, await _wrapped.UnwrapAsync(number, wrapped, cancellationToken).ConfigureAwait(false));
            _remembered.Add(number, key, now);
            found[number] = key;
        }

        return found;
    }

    /// <summary>Destroys keys permanently: what they encrypt is unreadable on this host at once, and on other hosts within 30 seconds.</summary>
    public async ValueTask DestroyAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        long[] all = [.. numbers.Order()];
        long now = _time.GetUtcNow().UtcTicks;
        await _store.WriteAsync(
            async (session, token) =>
            {
                await session.RunAsync(KeepDestroyed, [all, now], token).ConfigureAwait(false);
                return await session.RunAsync(DeleteKeys, [all], token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        _remembered.Remove(all);
    }

    /// <summary>When a key was destroyed, in ticks; null if it was not.</summary>
    public ValueTask<long?> DestroyedAtAsync(long number, CancellationToken cancellationToken)
        => _store.ReadAsync((session, token) => session.NumberAsync(KeyTable.DestroyedAt(number), token), cancellationToken);

    /// <summary>Deletes unused reserved keys. Call this before the keys' schema is closed.</summary>
    public ValueTask ReleaseAsync(CancellationToken cancellationToken) => _reserved.ReleaseAsync(cancellationToken);

    public void Dispose()
    {
        _reserved.Dispose();
        _making.Dispose();
    }
}
