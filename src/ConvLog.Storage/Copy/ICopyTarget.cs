namespace ConvLog.Storage.Copy;

/// <summary>Writes data to a store that only a copy needs.</summary>
internal interface ICopyTarget
{
    /// <summary>Deletes the personal data of a conversation, and sets the time at which it expired in the source.</summary>
    ValueTask PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken);
}
