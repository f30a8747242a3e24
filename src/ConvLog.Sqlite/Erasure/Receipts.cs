using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Erasures as stored in the keys file. Every member runs in a transaction of that file.</summary>
internal static class Receipts
{
    private const string Insert = "INSERT INTO erasure (id, conversation_id, pseudonym, requested_by, requested, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    private const string Columns = "no, id, conversation_id, pseudonym, requested_by, requested, reason, unreadable, cleaned";
    private const string FindErasure = "SELECT no FROM erasure WHERE id = ?1";
    private const string FindConversations = "SELECT conversation_id FROM erased_conversation WHERE erasure = ?1 ORDER BY conversation_id";
    private const string AnyReadable = "SELECT 1 FROM erasure WHERE unreadable IS NULL LIMIT 1";
    private const string AnyToApply = "SELECT 1 FROM erased_conversation WHERE state = 1 LIMIT 1";
    private const string SetUnreadable = """
        UPDATE erasure
        SET unreadable = ?1
        WHERE unreadable IS NULL AND no IN (SELECT erasure FROM ledger WHERE no <= ?2 AND erasure IS NOT NULL)
        """;
    private const string SetApplied = "UPDATE erased_conversation SET state = 2 WHERE state = 1 AND event <= ?1";
    private const string FindToClean = """
        SELECT no
        FROM erasure
        WHERE cleaned IS NULL AND unreadable IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erased_conversation WHERE erasure = erasure.no AND state < 2)
        """;
    private const string SetCleaned = "UPDATE erasure SET cleaned = ?2 WHERE no = ?1 AND cleaned IS NULL";
    private const string FindToApply = "SELECT conversation_id FROM erased_conversation WHERE erasure = ?1 AND state = 0 ORDER BY conversation_id";

    private const string LatestOf = """
        (SELECT max(no) FROM (SELECT erasure AS no FROM erased_conversation WHERE conversation_id = ?1
        UNION ALL SELECT no FROM erasure WHERE conversation_id = ?1))
        """;

    private const string Sums = """
        SELECT count(*), ifnull(sum(openings), 0), ifnull(sum(turns), 0), ifnull(sum(calls), 0), ifnull(sum(entries), 0), ifnull(sum(facts), 0), ifnull(sum(team), 0),
            ifnull(sum(dead_letters), 0)
        FROM erased_conversation WHERE erasure = ?1 AND state > 0
        """;

    private const string FindShared = """
        SELECT conversation_id, users - 1
        FROM erased_conversation
        WHERE erasure = ?1 AND users > 1 AND (SELECT conversation_id FROM erasure WHERE no = ?1) IS NULL ORDER BY conversation_id
        """;

    private const string Wait = """
        INSERT INTO erased_conversation (erasure, conversation_id, state, event, users) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """;

    // A deleted conversation counts with the records that it had when it was deleted, even if an old backup restores it.
    private const string Take = """
        UPDATE erased_conversation SET state = 1, event = ?2, openings = ?3, turns = ?4, calls = ?5, entries = ?6, facts = ?7, team = ?8, dead_letters = ?9, users = ?10
        WHERE conversation_id = ?1 AND state < 2
        """;

    /// <summary>The number of an erasure; null if it does not exist.</summary>
    public static long? Find(Session keys, Guid id) => keys[FindErasure].Bind(1, id).Scalar();

    /// <summary>Stores a new request.</summary>
    /// <returns>Its number.</returns>
    public static long Add(Session keys, ErasureRequest request, string? pseudonym)
    {
        keys[Insert].Bind(1, request.Id).Bind(2, request.ConversationId).Bind(3, pseudonym).Bind(4, request.RequestedBy).Bind(5, request.RequestedAt.UtcTicks)
            .Bind(6, request.Reason).Run();
        return keys.LastRowId;
    }

    /// <summary>Records that a legal hold protects a conversation with a number of users from an erasure.</summary>
    public static void Held(Session keys, long erasure, string conversationId, long ledgerEvent, long users)
        => keys[Wait].Bind(1, erasure).Bind(2, conversationId).Bind(3, 0L).Bind(4, ledgerEvent).Bind(5, users).Run();

    /// <summary>Records that a conversation is deleted: for an erasure, and for all others that waited for it.</summary>
    public static void Gone(Session keys, long? erasure, string conversationId, long ledgerEvent, ErasedRecords records, long users)
    {
        if (erasure is { } number)
        {
            keys[Wait].Bind(1, number).Bind(2, conversationId).Bind(3, 1L).Bind(4, ledgerEvent).Bind(5, users).Run();
        }

        keys[Take].Bind(1, conversationId).Bind(2, ledgerEvent)
            .Bind(3, records.Openings).Bind(4, records.Turns).Bind(5, records.FunctionEvents).Bind(6, records.Entries).Bind(7, records.Facts)
            .Bind(8, records.TeamRecords)
            .Bind(9, records.DeadLetters).Bind(10, users)
            .Run();
    }

    /// <summary>The conversations that an erasure removed or is to remove.</summary>
    public static List<string> ConversationsOf(Session keys, long erasure)
        => Texts(keys[FindConversations].Bind(1, erasure));

    public static bool AreAllUnreadable(Session keys)
        => keys[AnyReadable].Scalar() is null && keys[AnyToApply].Scalar() is null;

    /// <summary>Records that data erased up to an event of the ledger can no longer be read.</summary>
    public static bool Unreadable(Session keys, long lastEvent, DateTimeOffset now)
    {
        keys[SetUnreadable]
            .Bind(1, now.UtcTicks).Bind(2, lastEvent).Run();
        keys[SetApplied].Bind(1, lastEvent).Run();
        return true;
    }

    /// <summary>The numbers of erasures whose conversations are all deleted, but of which bytes may be left.</summary>
    public static List<long> ToClean(Session keys) => keys[FindToClean].Numbers();

    /// <summary>Records that no bytes of these erasures are left.</summary>
    public static bool Cleaned(Session keys, IEnumerable<long> erasures, DateTimeOffset now)
    {
        foreach (long erasure in erasures)
        {
            keys[SetCleaned].Bind(1, erasure).Bind(2, now.UtcTicks).Run();
        }

        return true;
    }

    /// <summary>A receipt; null if there is no such request.</summary>
    public static ErasureReceipt? Read(Session keys, Guid id) => Read(keys, keys[$"SELECT {Columns} FROM erasure WHERE id = ?1"].Bind(1, id)).FirstOrDefault();

    /// <summary>The receipt of the latest erasure that removed or was to remove a conversation; null for none.</summary>
    public static ErasureReceipt? Find(Session keys, string conversationId)
        => Read(keys, keys[$"SELECT {Columns} FROM erasure WHERE no = {LatestOf}"].Bind(1, conversationId)).FirstOrDefault();

    /// <summary>The receipts, by time of the request in descending order.</summary>
    public static List<ErasureReceipt> Latest(Session keys, int limit)
        => Read(keys, keys[$"SELECT {Columns} FROM erasure ORDER BY requested DESC, no DESC LIMIT ?1"].Bind(1, (long)limit));

    private static List<SharedConversation> Shared(Session keys, long erasure)
    {
        var shared = new List<SharedConversation>();
        var rows = keys[FindShared].Bind(1, erasure);
        while (rows.Step())
        {
            shared.Add(new SharedConversation { ConversationId = rows.Text(0), OtherUsers = rows.Int32(1) });
        }

        return shared;
    }

    private static List<ErasureReceipt> Read(Session keys, Statement rows)
    {
        var receipts = new List<ErasureReceipt>();
        while (rows.Step())
        {
            long erasure = rows.Int64(0);
            receipts.Add(WithRecords(keys, erasure, ReceiptRow.Read(rows, 1) with
            {
                HeldConversations = Texts(keys[FindToApply].Bind(1, erasure)),
                SharedConversations = Shared(keys, erasure),
            }));
        }

        return receipts;
    }

    private static ErasureReceipt WithRecords(Session keys, long erasure, ErasureReceipt receipt)
    {
        var row = keys[Sums].Bind(1, erasure);
        row.Step();
        var counted = receipt.WithCounts(row, 0);
        row.Reset();
        return counted;
    }

    private static List<string> Texts(Statement rows)
    {
        var texts = new List<string>();
        while (rows.Step())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }
}
