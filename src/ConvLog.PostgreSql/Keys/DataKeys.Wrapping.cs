using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Keys;

/// <content>Which wrapping keys are in use, and wrapping all data keys anew.</content>
internal sealed partial class DataKeys
{
    // As with dead letters: what is beyond is of no more use to a person, and would be counted row by row.
    private const int MostCounted = 100_000;
    private const int Batch = 256;

    private const string CountKeys = "SELECT key_id, count(*), min(no) FROM (SELECT key_id, no FROM #.data_key LIMIT $1) AS counted GROUP BY key_id";
    private const string FindOlder = "SELECT key_id, wrapped, no FROM #.data_key WHERE no > $1 AND key_id <> $2 ORDER BY no LIMIT $3";

    // One that was destroyed or wrapped anew meanwhile stays so.
    private const string UpdateKeys = """
        UPDATE #.data_key SET key_id = anew.key_id, wrapped = anew.wrapped
        FROM unnest($1, $2, $3, $4) AS anew (no, key_id, wrapped, old) WHERE data_key.no = anew.no AND data_key.wrapped = anew.old
        """;

    private const string UpdateHashKey = "UPDATE #.hash_key SET key_id = $1, wrapped = $2 WHERE no = 1 AND wrapped = $3";

    /// <summary>Counts the keys, and makes sure that the ring unwraps one of each wrapping key and wraps.</summary>
    /// <returns>How many data keys there are, and how many of them an older key wraps.</returns>
    /// <exception cref="ConversationStoreException">The keys cannot be had.</exception>
    public async ValueTask<(long Keys, long WrappedByOlder)> CheckAsync(CancellationToken cancellationToken)
    {
        var counts = await _store.ReadAsync(CountsAsync, cancellationToken).ConfigureAwait(false);
        if (counts.Count == 0)
        {
            return (0, 0); // Nothing is asked of the ring, which need not be there yet.
        }

        await FindAsync([.. counts.Select(static wrapping => wrapping.Sample)], cancellationToken).ConfigureAwait(false);
        string current = await _wrapped.CurrentIdAsync(maySkip: true, cancellationToken).ConfigureAwait(false);
        return (counts.Sum(static wrapping => wrapping.Count),
            counts.Where(wrapping => !string.Equals(wrapping.KeyId, current, StringComparison.Ordinal)).Sum(static wrapping => wrapping.Count));
    }

    /// <summary>
    /// Wraps with the ring's current key whatever another one wraps, in short transactions. What could not be is told at the end, and done by the next call.
    /// </summary>
    /// <returns>How many.</returns>
    /// <exception cref="ConversationStoreException">Some or all could not be.</exception>
    public async ValueTask<long> RewrapAsync(CancellationToken cancellationToken)
    {
        if ((await _store.ReadAsync(CountsAsync, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return 0;
        }

        string current = await _wrapped.CurrentIdAsync(maySkip: false, cancellationToken).ConfigureAwait(false);
        long done = 0, after = 0;
        var failure = await RewrapHashKeyAsync(current, cancellationToken).ConfigureAwait(false);
        while (await OlderAsync(after, current, cancellationToken).ConfigureAwait(false) is { Count: > 0 } rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var anew = new List<(long Number, WrappedKey Old, WrappedKey New)>();
            foreach (var (number, old) in rows)
            {
                try
                {
                    anew.Add((number, old, await AnewAsync(number, old, cancellationToken).ConfigureAwait(false)));
                }
                catch (ConversationStoreException e)
                {
                    failure ??= e;
                }
            }

            done += await ReplaceAsync(anew, cancellationToken).ConfigureAwait(false);
            after = rows[^1].Number;
        }

        return failure is null
            ? done : throw new ConversationStoreException(failure.Fault, $"{done} data keys were wrapped anew, and other keys could not be. {failure.Message}",
            failure);
    }

    private async ValueTask<ConversationStoreException?> RewrapHashKeyAsync(string current, CancellationToken cancellationToken)
    {
        if (await HashKeyRowAsync(cancellationToken).ConfigureAwait(false) is not { } old || string.Equals(old.KeyId, current, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var anew = await AnewAsync(HashKey, old, cancellationToken).ConfigureAwait(false);
            object?[] columns = [anew.KeyId, anew.Bytes.ToArray(), old.Bytes.ToArray()];
            await _store.WriteAsync((session, token) => session.RunAsync(UpdateHashKey, columns, token), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ConversationStoreException e)
        {
            return e;
        }
    }

    private async ValueTask<WrappedKey> AnewAsync(long number, WrappedKey old, CancellationToken cancellationToken)
    {
        byte[] key = await _wrapped.UnwrapAsync(number, old, cancellationToken).ConfigureAwait(false);
        return (await _wrapped.WrapAsync([(number, key)], cancellationToken).ConfigureAwait(false))[0];
    }

    private ValueTask<List<(long Number, WrappedKey Key)>> OlderAsync(long after, string current, CancellationToken cancellationToken)
        => _store.ReadAsync((session, token)
            => session.ListAsync(FindOlder, [after, current, Batch], static row => (row.Int64(2), WrappedKeys.Of(row)), token), cancellationToken);

    private async ValueTask<long> ReplaceAsync(List<(long Number, WrappedKey Old, WrappedKey New)> keys, CancellationToken cancellationToken)
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

    private static ValueTask<List<(string KeyId, long Count, long Sample)>> CountsAsync(Session session, CancellationToken cancellationToken)
        => session.ListAsync(CountKeys, [MostCounted], static row => (row.Text(0), row.Int64(1), row.Int64(2)), cancellationToken);
}
