namespace ConvLog.Storage.Privacy;

/// <summary>A store with its own secret for encrypting cursors, the same for every host that uses the store and after every restart.</summary>
internal interface ICursorSecretSource
{
    /// <summary>Reads at least 16 random bytes that are never shown to readers; null if there are none yet.</summary>
    /// <exception cref="Storage.ConversationStoreException">The secret is not available now.</exception>
    ValueTask<byte[]?> FindCursorSecretAsync(CancellationToken cancellationToken);
}
