namespace ConvLog.Storage.Copy;

/// <summary>What a copy of a store needs to write and no host does.</summary>
internal interface ICopyTarget
{
    /// <summary>Takes its personal data out of a conversation, and keeps when it had expired where it was copied from.</summary>
    ValueTask PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken);
}
