using System.Security.Cryptography;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Keys;

/// <summary>
/// A reserve of data keys whose rows are durable but not used yet: a row must exist before data refers to it, and a transaction for each conversation would
/// cost as much as writing it. Thread-safe.
/// </summary>
/// <param name="store">The keys' schema.</param>
/// <param name="wrapped">Wraps the keys.</param>
/// <param name="remembered">Determines how long the check of the reserve is valid.</param>
/// <param name="time">The clock.</param>
internal sealed class ReservedKeys(KeysStore store, WrappedKeys wrapped, KeyCache<ValueTuple> remembered, TimeProvider time) : IDisposable
{
    // Few at first: a remote key ring takes time for each, and the process may be short-lived.
    private const int Fewest = 8;
    private const int Most = 256;
    private const string DeleteDataKey = "DELETE FROM #.data_key WHERE no = ANY($1)";

    private const string Insert = "INSERT INTO #.data_key (no, key_id, wrapped) SELECT * FROM unnest($1, $2, $3)";
    private const string There = "SELECT no FROM #.data_key WHERE no = ANY($1)";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Stack<(long Number, byte[] Key)> _keys = [];
    private int _next = Fewest;
    private long _seen;

    /// <summary>Takes a key from the reserve. It is not returned again.</summary>
    public async ValueTask<(long Number, byte[] Key)> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_keys.Count > 0 && !remembered.IsYoung(_seen))
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }

            if (_keys.Count == 0)
            {
                await ReserveAsync(cancellationToken).ConfigureAwait(false);
            }

            return _keys.Pop();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Deletes unused keys.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_keys.Count > 0)
            {
                long[] numbers = [.. _keys.Select(static key => key.Number)];
                await store.WriteAsync((session, token) => session.RunAsync(DeleteDataKey, [numbers], token), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConversationStoreException)
        {
            // The keys remain in the schema, unused.
        }
        finally
        {
            _keys.Clear();
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // The schema may have been replaced by an older copy in the meantime.
    private async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        long seen = remembered.Now;
        long[] numbers = [.. _keys.Select(static key => key.Number)];
        var there = await store.ReadAsync((session, token) => session.ListAsync(There, [numbers], static row => row.Int64(0), token), cancellationToken)
            .ConfigureAwait(false);
        var kept = _keys.Where(key => there.Contains(key.Number)).ToList();
        _keys.Clear();
        kept.ForEach(_keys.Push);
        _seen = seen;
    }

    private async ValueTask ReserveAsync(CancellationToken cancellationToken)
    {
        long seen = remembered.Now;
        var made = DataKeyNumbers.New(_next, time.GetUtcNow())
            .Select(static number => (Number: number, Key: RandomNumberGenerator.GetBytes(DataKey.Length))).ToList();
        var rows = await wrapped.WrapAsync(made, cancellationToken).ConfigureAwait(false);
        object?[] columns =
        [
            made.Select(static key => key.Number).ToArray(),
            rows.Select(static row => row.KeyId).ToArray(),
            rows.Select(static row => row.Bytes.ToArray()).ToArray(),
        ];
        await store.WriteAsync((session, token) => session.RunAsync(Insert, columns, token), cancellationToken).ConfigureAwait(false);
        made.ForEach(_keys.Push);
        _next = Math.Min(_next * 2, Most);
        _seen = seen;
    }
}
