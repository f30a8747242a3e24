using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Retention;
using ConvLog.Storage.Copy;

namespace ConvLog.PostgreSql;

/// <content>Operations for copying another store into this one, which hosts do not need.</content>
public sealed partial class PostgreSqlConversationStore : ICopyTarget
{
    // The row is locked, as for any change of a conversation.
    private const string LockForPurge = """
        SELECT conversation.conversation, conversation.day
        FROM #.conversation_id JOIN #.conversation AS conversation ON conversation.conversation = conversation_id.conversation AND conversation.day = conversation_id.day
        WHERE conversation_id.id = $1 AND conversation.listed IS NOT NULL FOR UPDATE OF conversation
        """;

    async ValueTask ICopyTarget.PurgeAsync(string conversationId, DateTimeOffset at, CancellationToken cancellationToken) => await _database.WriteAsync(
        async (session, token) =>
        {
            var places = await session.ListAsync(LockForPurge, [conversationId], static row => new ConversationLocation(row.Int64(0), row.Int32(1)), token)
                .ConfigureAwait(false);
            await PersonalPurge.ApplyAsync(session, places, at.UtcTicks, token).ConfigureAwait(false);
            return places.Count;
        },
        cancellationToken).ConfigureAwait(false);
}
