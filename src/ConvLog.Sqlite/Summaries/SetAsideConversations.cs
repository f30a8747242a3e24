using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Live;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// Conversations whose rows cannot be updated. They are set aside, so that all others are updated, and retried. Damaged records are counted as far as they can
/// be read, so this happens only with additions of an operator to the tables, such as a trigger, or with an unexpected error.
/// </summary>
internal static class SetAsideConversations
{
    private const int MostRetried = 100;
    private const string Add = "INSERT INTO set_aside (conversation) VALUES (?1) ON CONFLICT DO NOTHING";
    private const string Remove = "DELETE FROM set_aside WHERE conversation = ?1";
    private const string Any = "SELECT 1 FROM set_aside";
    private const string Find = "SELECT conversation FROM set_aside ORDER BY conversation LIMIT ?1";

    /// <summary>Counts how many there are.</summary>
    public const string Count = "SELECT count(*) FROM set_aside";

    /// <summary>Updates the row of a conversation, in a transaction that writes, or sets the conversation aside.</summary>
    public static void Update(Session session, long conversation, CountedPosition end)
    {
        try
        {
            CurrentCounts.Update(session, conversation, end);
        }
        catch (Exception e) when (e is SqliteFailureException { IsConstraintViolation: true }
            or not (SqliteFailureException or ConversationStoreException or OutOfMemoryException))
        {
            session[Add].Bind(1, conversation).Run();
            return;
        }

        session[Remove].Bind(1, conversation).Run();
    }

    /// <summary>Retries the conversations that were set aside.</summary>
    public static async Task RetryAsync(Database database, CancellationToken cancellationToken)
    {
        if (database.Read(static session => session[Any].Scalar()) is null)
        {
            return;
        }

        await database.WriteDeferredAsync(
            static session =>
            {
                var end = CurrentCounts.End(session, ArrivalRows.LastEntry(session));
                session[Find].Bind(1, MostRetried).Numbers().ForEach(conversation => Update(session, conversation, end));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
