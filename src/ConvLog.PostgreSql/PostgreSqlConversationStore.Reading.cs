using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>One conversation.</content>
public sealed partial class PostgreSqlConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _database.ReadAsync((session, token) => ConversationReading.ReadAsync(session, conversationId, Personal(), token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => new LogReading(session, query, Personal()).ReadAsync(token), cancellationToken);
    }
}
