using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Copy;

namespace ConvLog.Storage;

/// <content>Members that only a copy of the store needs.</content>
public sealed partial class InMemoryConversationStore : ICopySource, ICopyTarget
{
    ValueTask<IReadOnlyList<string>> ICopySource.ListErasedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new([.. _tombstones.Order(Utf8Order.Instance)]);
        }
    }

    ValueTask<IReadOnlyList<ConversationRecord>> ICopySource.ReadOpeningsAsync(string conversationId, CancellationToken cancellationToken)
        => new(_conversations.TryGetValue(conversationId, out var conversation) ? conversation.Openings : []);

    ValueTask ICopyTarget.PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_conversations.TryGetValue(conversationId, out var conversation))
            {
                conversation.Purge(at);
                RemoveUnusedUsers();
            }
        }

        return ValueTask.CompletedTask;
    }
}
