using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>What a copy of a store needs and no reader does.</summary>
internal interface ICopySource
{
    /// <summary>The ids of conversations of which nothing more is written, as they were erased, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListErasedAsync(CancellationToken cancellationToken);

    /// <summary>Each opening of a conversation as it stands, in their order.</summary>
    ValueTask<IReadOnlyList<ConversationRecord>> ReadOpeningsAsync(string conversationId, CancellationToken cancellationToken);
}
