using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>Reads data of a store that only a copy needs.</summary>
internal interface ICopySource
{
    /// <summary>Lists the ids of erased conversations, which accept no records, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListErasedAsync(CancellationToken cancellationToken);

    /// <summary>Reads the current state of each opening of a conversation, in order.</summary>
    ValueTask<IReadOnlyList<ConversationRecord>> ReadOpeningsAsync(string conversationId, CancellationToken cancellationToken);
}
