using ConvLog.Privacy;

namespace ConvLog.Storage.Payloads;

/// <summary>The keys that a store keeps, each wrapped by some key of the ring. <see cref="KeyRotation"/> wraps them anew.</summary>
internal interface IWrappedKeys
{
    /// <summary>Counts the data keys that each wrapping key wraps.</summary>
    ValueTask<IReadOnlyList<WrappingCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>The id of the key that wraps now.</summary>
    ValueTask<string> CurrentIdAsync(CancellationToken cancellationToken);

    /// <summary>Data keys that another key than this one wraps, by their numbers.</summary>
    /// <param name="currentId">The key that wraps now.</param>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<(long Number, WrappedKey Key)>> ListOlderAsync(string currentId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The key of the hashes of users and numbers; null where there is none.</summary>
    ValueTask<WrappedKey?> FindHashKeyAsync(CancellationToken cancellationToken);

    /// <summary>Unwraps a key and wraps it with the current one.</summary>
    /// <exception cref="ConversationStoreException">The ring did not.</exception>
    ValueTask<WrappedKey> WrapAnewAsync(long number, WrappedKey key, CancellationToken cancellationToken);

    /// <summary>Replaces data keys in one transaction; one that was destroyed meanwhile stays so.</summary>
    /// <returns>How many.</returns>
    ValueTask<long> ReplaceAsync(IReadOnlyList<RewrappedKey> keys, CancellationToken cancellationToken);

    /// <summary>Replaces the key of the hashes.</summary>
    ValueTask ReplaceHashKeyAsync(RewrappedKey key, CancellationToken cancellationToken);

    /// <summary>Leaves no older form behind, where the store keeps one. Called once all that could be is replaced.</summary>
    void ForgetOlder();
}

/// <summary>How many data keys a wrapping key wraps.</summary>
/// <param name="KeyId">The wrapping key.</param>
/// <param name="Count">How many.</param>
/// <param name="Sample">The number of one of them.</param>
internal readonly record struct WrappingCount(string KeyId, long Count, long Sample);

/// <summary>A key that was wrapped anew.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Old">As it stands.</param>
/// <param name="New">As it is to stand.</param>
internal sealed record RewrappedKey(long Number, WrappedKey Old, WrappedKey New);
