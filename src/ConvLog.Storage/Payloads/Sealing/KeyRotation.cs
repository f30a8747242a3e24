namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>Wraps a store's keys with the ring's current key.</summary>
internal static class KeyRotation
{
    /// <summary>The number that identifies the key for hashes; the numbers of data keys are greater.</summary>
    public const long HashKey = 0;

    /// <summary>The maximum number of keys that are counted: counting takes time per row, and larger numbers are not useful to a person.</summary>
    public const int MostCounted = 100_000;

    private const int Batch = 256;

    /// <summary>The number of data keys, and how many of them are wrapped by an older key.</summary>
    public static (long Keys, long WrappedByOlder) Sum(IReadOnlyList<WrappingCount> counts, string currentId)
        => (counts.Sum(static wrapping => wrapping.Count),
            counts.Where(wrapping => !string.Equals(wrapping.KeyId, currentId, StringComparison.Ordinal)).Sum(static wrapping => wrapping.Count));

    /// <summary>
    /// Rewraps all keys that are not wrapped by the ring's current key, in short transactions. Failures are reported at the end, and retried by the next call.
    /// </summary>
    /// <returns>The number of rewrapped data keys.</returns>
    /// <exception cref="ConversationStoreException">Some or all keys could not be rewrapped.</exception>
    public static async ValueTask<long> RewrapAsync(IWrappedKeys keys, CancellationToken cancellationToken)
    {
        if ((await keys.CountAsync(cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return 0; // Does not access the ring, which need not exist yet.
        }

        string current = await keys.CurrentIdAsync(cancellationToken).ConfigureAwait(false);
        var failure = await RewrapHashKeyAsync(keys, current, cancellationToken).ConfigureAwait(false);
        long done = 0, after = 0;
        while (await keys.ListOlderAsync(current, after, Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 } older)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rewrapped = new List<RewrappedKey>();
            foreach (var (number, old) in older)
            {
                try
                {
                    rewrapped.Add(new(number, old, await keys.RewrapAsync(number, old, cancellationToken).ConfigureAwait(false)));
                }
                catch (ConversationStoreException e)
                {
                    failure ??= e;
                }
            }

            done += await keys.ReplaceAsync(rewrapped, cancellationToken).ConfigureAwait(false);
            after = older[^1].Number;
        }

        keys.RemoveOlder();
        return failure is null
            ? done
            : throw new ConversationStoreException(
                failure.Fault, $"{done} data keys were rewrapped, and other keys could not be. {failure.Message}", failure);
    }

    private static async ValueTask<ConversationStoreException?> RewrapHashKeyAsync(IWrappedKeys keys, string current, CancellationToken cancellationToken)
    {
        if (await keys.FindHashKeyAsync(cancellationToken).ConfigureAwait(false) is not { } old || string.Equals(old.KeyId, current, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var rewrapped = await keys.RewrapAsync(HashKey, old, cancellationToken).ConfigureAwait(false);
            await keys.ReplaceHashKeyAsync(new(HashKey, old, rewrapped), cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ConversationStoreException e)
        {
            return e;
        }
    }
}
