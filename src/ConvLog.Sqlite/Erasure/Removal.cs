using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Takes a conversation out of everything at once, in one transaction that costs by its turns and calls and not by its entries: lists, statistics, search and
/// every read have lost it when the transaction ends, and nobody finds its user by it. Its rows are deleted afterwards, in short transactions
/// (<see cref="Removals"/>).
/// </summary>
internal static class Removal
{
    /// <summary>The row of <c>meta</c> that counts removals: what is remembered of conversations no longer holds once it changed.</summary>
    public const string Counter = Traces.RemovedConversations;
    private const string InsertLostKey = "INSERT INTO lost_key (no) SELECT key FROM conversation WHERE no = ?1 AND key IS NOT NULL ON CONFLICT DO NOTHING";

    // The id that nothing has: the conversation's own may be used anew at once.
    private const string TakeOut = """
        UPDATE conversation SET id = 'removed ' || lower(hex(randomblob(16))), listed = NULL, user = NULL, dims = NULL, key = NULL, erasure_pending = 0 WHERE no = ?1
        """;

    private const string List = """
        INSERT INTO removal (conversation, erasure)
        VALUES (?1, ?2)
        ON CONFLICT DO UPDATE SET erasure = ifnull(excluded.erasure, erasure)
        """;
    private const string Count = $"INSERT INTO meta (key, value) VALUES ('{Counter}', 1) ON CONFLICT DO UPDATE SET value = value + 1";

    /// <summary>Says, in a transaction that writes, that what is remembered of conversations no longer holds.</summary>
    public static void Announce(Session session) => session[Count].Run();

    /// <summary>Takes a conversation out, in a transaction that writes.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="days">The counted days that this transaction changes.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="erasure">The erasure it is for: then no byte of it is to be left; null where it expired.</param>
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
    /// Detaches a conversation from statistics, users and its key, in the transaction that takes it out or deletes it. The caller announces it.
    /// </summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="days">The counted days that this transaction changes.</param>
    /// <param name="conversation">The conversation's number.</param>
    public static void Detach(Session session, DayChanges days, long conversation)
    {
        days.ChangeAll(conversation);
        session[InsertLostKey].Bind(1, conversation).Run();
        ForgottenSubjects.Forget(session, conversation);
    }
}
