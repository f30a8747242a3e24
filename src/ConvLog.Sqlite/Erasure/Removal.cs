using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Removes a conversation from everything, in one transaction whose cost depends on its turns and calls and not on its entries: when the transaction ends,
/// lists, statistics, search and reads no longer find it, and it no longer leads to its user. Its rows are deleted afterwards, in short transactions
/// (<see cref="Removals"/>).
/// </summary>
internal static class Removal
{
    /// <summary>The row of <c>meta</c> that counts removals. When it changes, remembered data of conversations is no longer valid.</summary>
    public const string Counter = DeletionTraces.RemovedConversations;
    private const string InsertLostKey = "INSERT INTO lost_key (no) SELECT key FROM conversation WHERE no = ?1 AND key IS NOT NULL ON CONFLICT DO NOTHING";

    // An id that no other conversation has: the original id may be reused at once.
    private const string TakeOut = """
        UPDATE conversation SET id = 'removed ' || lower(hex(randomblob(16))), listed = NULL, user = NULL, dims = NULL, key = NULL, erasure_pending = 0 WHERE no = ?1
        """;

    private const string List = """
        INSERT INTO removal (conversation, erasure)
        VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET erasure = ifnull(excluded.erasure, erasure)
        """;
    private const string Count = $"INSERT INTO meta (key, value) VALUES ('{Counter}', 1) ON CONFLICT DO UPDATE SET value = value + 1";

    /// <summary>Declares, in a transaction that writes, that remembered data of conversations is no longer valid.</summary>
    public static void Announce(Session session) => session[Count].Run();

    /// <summary>Removes a conversation, in a transaction that writes.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="days">The counted days that this transaction changes.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="erasure">The erasure that removes it, so that none of its bytes may be left; null if it expired.</param>
    public static void Begin(Session session, DayChanges days, long conversation, Guid? erasure)
    {
        Detach(session, days, conversation);
        session[TakeOut].Bind(1, conversation).Run();
        var list = session[List].Bind(1, conversation);
        _ = erasure is { } id ? list.Bind(2, id) : list.BindNull(2);
        list.Run();
        Announce(session);
    }

    /// <summary>
    /// Detaches a conversation from statistics, users and its key, in the transaction that removes or deletes it. The caller announces the removal.
    /// </summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="days">The counted days that this transaction changes.</param>
    /// <param name="conversation">The conversation's number.</param>
    public static void Detach(Session session, DayChanges days, long conversation)
    {
        days.ChangeAll(conversation);
        session[InsertLostKey].Bind(1, conversation).Run();
        SubjectRemoval.Pseudonymize(session, conversation);
    }
}
