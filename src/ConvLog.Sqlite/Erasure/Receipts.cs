using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Erasure;

/// <summary>The progress of erasures, in the keys file: which conversations are gone, and whether any of their bytes are left.</summary>
internal static class Receipts
{
    private const string FindToClean = """
        SELECT no
        FROM erasure
        WHERE cleaned IS NULL AND unreadable IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erased_conversation WHERE erasure = erasure.no AND state < 2)
        """;
    private const string SetCleaned = "UPDATE erasure SET cleaned = $2 WHERE no = $1 AND cleaned IS NULL";

    private const string Wait = """
        INSERT INTO erased_conversation (erasure, conversation_id, state, event, users) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """;

    // A deleted conversation counts with the records that it had when it was deleted, even if an old backup restores it.
    private const string Take = """
        UPDATE erased_conversation SET state = 1, event = $2, openings = $3, turns = $4, calls = $5, entries = $6, facts = $7, team = $8,
            dead_letters = $9, users = $10
        WHERE conversation_id = $1 AND state < 2
        """;

    /// <summary>Records that a legal hold protects a conversation with a number of users from an erasure.</summary>
    public static void AddHeld(Session keys, long erasure, string conversationId, long ledgerEvent, long users)
        => keys.Run(new(Wait, erasure, conversationId, 0, ledgerEvent, users));

    /// <summary>Records that a conversation is deleted: for an erasure, and for all others that waited for it.</summary>
    public static void AddErased(Session keys, long? erasure, string conversationId, long ledgerEvent, ErasedRecords records, long users)
    {
        if (erasure is { } number)
        {
            keys.Run(new(Wait, number, conversationId, 1, ledgerEvent, users));
        }

        keys.Run(new(Take, conversationId, ledgerEvent, records.Openings, records.Turns, records.FunctionEvents, records.Entries, records.Facts,
            records.TeamRecords, records.DeadLetters, users));
    }

    /// <summary>The numbers of erasures whose conversations are all deleted, but of which bytes may be left.</summary>
    public static List<long> ToClean(Session keys) => keys[FindToClean].Numbers();

    /// <summary>Records that no bytes of these erasures are left.</summary>
    public static bool Cleaned(Session keys, IEnumerable<long> erasures, DateTimeOffset now)
    {
        foreach (long erasure in erasures)
        {
            keys.Run(new(SetCleaned, erasure, now.UtcTicks));
        }

        return true;
    }
}
