using ConvLog.Privacy;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>A store's keys, each wrapped by a key of the ring. <see cref="KeyRotation"/> rewraps them.</summary>
internal interface IWrappedKeys
{
    /// <summary>Counts the data keys that each wrapping key wraps.</summary>
    ValueTask<IReadOnlyList<WrappingCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>The ID of the current wrapping key.</summary>
    ValueTask<string> CurrentIdAsync(CancellationToken cancellationToken);

    /// <summary>Lists data keys that are wrapped by another key than the current one, by their numbers.</summary>
    /// <param name="currentId">The current wrapping key.</param>
    /// <param name="after">Only keys with a greater number.</param>
    /// <param name="limit">The maximum number of keys.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<(long Number, WrappedKey Key)>> ListOlderAsync(string currentId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Finds the key for hashes of users and numbers; null if there is none.</summary>
    ValueTask<WrappedKey?> FindHashKeyAsync(CancellationToken cancellationToken);

    /// <summary>Unwraps a key and wraps it with the current one.</summary>
    /// <exception cref="ConversationStoreException">The key ring failed.</exception>
    ValueTask<WrappedKey> RewrapAsync(long number, WrappedKey key, CancellationToken cancellationToken);

    /// <summary>Replaces data keys in one transaction; keys that were destroyed concurrently remain destroyed.</summary>
    /// <returns>The number of replaced keys.</returns>
    ValueTask<long> ReplaceAsync(IReadOnlyList<RewrappedKey> keys, CancellationToken cancellationToken);

    /// <summary>Replaces the key for hashes.</summary>
    ValueTask ReplaceHashKeyAsync(RewrappedKey key, CancellationToken cancellationToken);

    /// <summary>Removes older forms of the keys, if the store keeps any. Called after all replacements.</summary>
    void RemoveOlder();
}

/// <summary>The number of data keys that a wrapping key wraps.</summary>
/// <param name="KeyId">The wrapping key.</param>
/// <param name="Count">The number of data keys.</param>
/// <param name="Sample">The number of one of them.</param>
internal readonly record struct WrappingCount(string KeyId, long Count, long Sample);

/// <summary>A key that was rewrapped.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Old">Its stored form.</param>
/// <param name="New">Its new form.</param>
internal sealed record RewrappedKey(long Number, WrappedKey Old, WrappedKey New);
