using ConvLog.Records;
using ConvLog.Storage.Copy;

namespace ConvLog.Storage;

/// <content>Members that only a copy of the store needs.</content>
public sealed partial class InMemoryConversationStore : ICopySource, ICopyTarget
{
    ValueTask<IReadOnlyList<string>> ICopySource.ListErasedAsync(CancellationToken cancellationToken) => new(_erasure.ListErased());

    ValueTask<IReadOnlyList<ConversationRecord>> ICopySource.ReadOpeningsAsync(string conversationId, CancellationToken cancellationToken)
        => new(_conversations.Find(conversationId)?.Openings ?? []);

    ValueTask ICopyTarget.PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_conversations.Lock)
        {
            if (_conversations.Find(conversationId) is { } conversation)
            {
                conversation.Purge(at);
                _conversations.RemoveUnusedUsers();
            }
        }

        return ValueTask.CompletedTask;
    }
}
