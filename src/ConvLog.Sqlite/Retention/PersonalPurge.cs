using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Permanently deletes the personal data of a conversation, in one transaction. Its visible part remains, as readers without the permission have always seen
/// it. Visible data does not change, so lists, statistics and the text index are not affected.
/// </summary>
internal static class PersonalPurge
{
    private const string Find = "SELECT key, v_last, created, a_entries <> v_entries, a_logged IS NOT v_logged FROM conversation WHERE no = ?1";
    private const string DeleteFact = "DELETE FROM fact WHERE conversation = ?1 AND kind BETWEEN 4 AND 7";
    private const string DeleteEntries = "DELETE FROM entry WHERE no BETWEEN ?1 AND ?2";
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1";

    // A column is set only if it must change: each one updates the indexes that contain it.
    private const string PutCounts = """
        UPDATE conversation SET a_entries = v_entries, a_warnings = v_warnings, a_errors = v_errors, a_logged = v_logged, a_last = v_last, a_duration = v_duration, span = CASE WHEN span = ?3 THEN span ELSE ?2 END
        WHERE no = ?1
        """;

    private const string PutProblems = """
        UPDATE conversation SET a_failed_responses = v_failed_responses, a_losses = v_losses, a_problems = v_problems
        WHERE no = ?1 AND (a_failed_responses, a_losses, a_problems) IS NOT (v_failed_responses, v_losses, v_problems)
        """;

    private const string ForgetLosses = "UPDATE call SET losses = 0 WHERE conversation = ?1 AND losses = 1";

    private const string PutPurged = """
        UPDATE conversation SET key = NULL, pii_purged = CASE WHEN pii_purged >= v_last THEN pii_purged ELSE ?2 END WHERE no = ?1
        """;

    private const string LoseKey = "INSERT INTO lost_key (no) VALUES (?1) ON CONFLICT DO NOTHING";

    private static readonly (PiiKind Kind, string Delete)[] s_parts =
    [
        (PiiKind.Opening, PartsOf("writer")),
        (PiiKind.Fact, PartsOf("fact")),
        (PiiKind.Turn, PartsOf("turn")),
        (PiiKind.Call, PartsOf("call")),
        (PiiKind.Feedback, PartsOf("feedback")),
        (PiiKind.Annotation, PartsOf("annotation")),
        (PiiKind.Note, PartsOf("note")),
        (PiiKind.Score, PartsOf("score")),
        (PiiKind.DeadLetter, PartsOf("dead_letter")),
    ];

    /// <summary>
    /// Purges a conversation, in a transaction that writes. The caller ensures that no remembered data of the conversation is used any more
    /// (<see cref="Removal.Counter"/>).
    /// </summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="conversation">The conversation's number. It has an opening.</param>
    /// <param name="at">The time of the purge, in ticks.</param>
    public static void Apply(Session session, long conversation, long at)
    {
        CurrentCounts.UpdateIfDue(session, conversation); // Deleted rows cannot be counted later.
        var find = session[Find].Bind(1, conversation);
        if (!find.Step())
        {
            return;
        }

        var (key, last, created) = (find.OptionalInt64(0), find.Int64(1), find.Int64(2));
        var (hasHiddenEntries, hasHiddenTimes) = (find.Int64(3) != 0, find.Int64(4) != 0);
        find.Reset();
        DeleteParts(session, conversation);
        if (key is not null)
        {
            session[LoseKey].Bind(1, key).Run();
        }

        if (hasHiddenEntries || hasHiddenTimes)
        {
            session[PutCounts].Bind(1, conversation).Bind(2, ActivitySpan.Of(last - created)).Bind(3, PeriodConversations.Unbounded).Run();
        }

        session[ForgetLosses].Bind(1, conversation).Run();
        session[PutProblems].Bind(1, conversation).Run();
        SubjectRemoval.Pseudonymize(session, conversation);
        session[PutPurged].Bind(1, conversation).Bind(2, at).Run();
    }

    // Records that are personal as a whole are deleted with their rows. Parts are deleted before their rows, because they are found by them.
    private static void DeleteParts(Session session, long conversation)
    {
        PiiRows.Remove(session, PiiKind.Conversation, conversation);
        BlockRows.Remove(session, conversation);
        foreach (var (kind, delete) in s_parts)
        {
            session[delete].Bind(1, (long)kind).Bind(2, conversation).Run();
        }

        foreach (long writer in Writers(session, conversation))
        {
            var (first, last) = EntryNumber.RangeOf(writer, isPersonal: true);
            session[DeleteEntries].Bind(1, first).Bind(2, last).Run();
        }

        session[DeleteFact].Bind(1, conversation).Run();
    }

    private static List<long> Writers(Session session, long conversation) => session[FindWriter].Bind(1, conversation).Numbers();

    private static string PartsOf(string table) => $"DELETE FROM pii WHERE kind = ?1 AND ref IN (SELECT no FROM {table} WHERE conversation = ?2)";
}
