using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>One conversation.</content>
public sealed partial class PostgreSqlConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default) => ReadAsync(conversationId, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _database.ReadAsync((session, token) => ConversationReading.ReadAsync(session, conversationId, Personal(personal), token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _database.ReadAsync((session, token) => ConversationReading.ReadTurnsAsync(session, conversationId, Personal(personal), token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, CancellationToken cancellationToken = default) => ReadLogAsync(query, PersonalData.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => new LogReading(session, query, Personal(personal)).ReadAsync(token), cancellationToken);
    }
}
