namespace ConvLog.Privacy;

/// <summary>A store that has a secret of its own, the same for every host that uses it and after every restart, from which cursors are sealed.</summary>
internal interface ICursorSecretSource
{
    /// <summary>At least 16 random bytes that no reader is given; null where there are none yet.</summary>
    /// <exception cref="Storage.ConversationStoreException">They cannot be had now.</exception>
    ValueTask<byte[]?> FindCursorSecretAsync(CancellationToken cancellationToken);
}
