using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Erasure;

/// <summary>The rows of a removed conversation other than entries and turns, found by its number.</summary>
internal static class RemovalRows
{
    private const string DeleteConversation = "DELETE FROM conversation WHERE no = ?1";
    private const string DeleteRemoval = "DELETE FROM removal WHERE conversation = ?1";
    private const string DeleteWriter = "DELETE FROM writer WHERE conversation = ?1 RETURNING user";

    private static readonly Rows[] s_tables =
    [
        Table("call", PiiKind.Call),
        Table("model_call", kind: null),
        Table("fact", PiiKind.Fact),
        Table("scope", kind: null, ScopeNumber.OfConversation),
        Table("pii_block", kind: null),
        Table("feedback", PiiKind.Feedback),
        Table("annotation", PiiKind.Annotation),
        Table("note", PiiKind.Note),
        Table("score", PiiKind.Score),
        Table("dead_letter", PiiKind.DeadLetter),
    ];

    private static readonly Rows s_writers = Table("writer", PiiKind.Opening);
    private static readonly string s_count =
        $"SELECT {string.Join(", ", s_tables.Append(s_writers).Select(static table => $"(SELECT count(*) FROM {table.Name} WHERE {table.Where})"))}";

    /// <summary>The number of rows, and the tables that contain some, one bit each.</summary>
    public static (long Count, long Tables) Rest(Session session, long conversation)
    {
        var (count, tables) = (0L, 0L);
        var row = session[s_count].Bind(1, conversation);
        row.Step();
        for (int i = 0; i <= s_tables.Length; i++)
        {
            long rows = row.Int64(i);
            count += rows;
            tables |= rows > 0 ? 1L << i : 0;
        }

        row.Reset();
        return (count, tables);
    }

    /// <summary>Deletes all remaining rows of a conversation from these tables. For most conversations, few statements are needed.</summary>
    public static void DeleteAll(Session session, long conversation, long tables)
    {
        for (int i = 0; i < s_tables.Length; i++)
        {
            if ((tables & (1L << i)) == 0)
            {
                continue;
            }

            if (s_tables[i].Kind is { } kind)
            {
                session[s_tables[i].DeleteAllPersonal].Bind(1, conversation).Bind(3, (long)kind).Run();
            }

            session[s_tables[i].DeleteAll].Bind(1, conversation).Run();
        }

        PiiRows.Remove(session, PiiKind.Conversation, conversation);
        session[DeleteConversation].Bind(1, conversation).Run();
        session[DeleteRemoval].Bind(1, conversation).Run();
        session[s_writers.DeleteAllPersonal].Bind(1, conversation).Bind(3, (long)PiiKind.Opening).Run();
        DeleteUsers(session, session[DeleteWriter].Bind(1, conversation));
    }

    /// <summary>Deletes a limited number of them.</summary>
    public static void DeleteSome(Session session, long conversation, long most)
    {
        foreach (var table in s_tables)
        {
            if (most <= 0)
            {
                return;
            }

            if (table.Kind is { } kind)
            {
                session[table.DeletePersonal].Bind(1, conversation).Bind(2, most).Bind(3, (long)kind).Run();
            }

            most -= session[table.Delete].Bind(1, conversation).Bind(2, most).RunAndCount();
        }

        // Last, because entries are found by them.
        DeleteWriters(session, conversation, most);
    }

    private static void DeleteWriters(Session session, long conversation, long most)
    {
        if (most <= 0)
        {
            return;
        }

        session[s_writers.DeletePersonal].Bind(1, conversation).Bind(2, most).Bind(3, (long)PiiKind.Opening).Run();
        DeleteUsers(session, session[s_writers.DeleteReturningUser].Bind(1, conversation).Bind(2, most));
    }

    // Deletes openings, and the users named by them if no other row names them.
    private static void DeleteUsers(Session session, Statement writers)
    {
        var users = new HashSet<long>();
        while (writers.Step())
        {
            if (writers.OptionalInt64(0) is { } user)
            {
                users.Add(user);
            }
        }

        foreach (long user in users)
        {
            SubjectRemoval.Delete(session, user);
        }
    }

    private static Rows Table(string name, PiiKind? kind, string where = "conversation = ?1")
    {
        // The sign prevents SQLite from reading the whole table in the requested order.
        string some = $"SELECT no FROM {name} WHERE {where} ORDER BY +no LIMIT ?2";
        string delete = $"DELETE FROM {name} WHERE no IN ({some})";
        return new Rows(
            name,
            kind,
            where,
            $"DELETE FROM pii WHERE kind = ?3 AND ref IN ({some})",
            delete,
            $"DELETE FROM pii WHERE kind = ?3 AND ref IN (SELECT no FROM {name} WHERE {where})",
            $"DELETE FROM {name} WHERE {where}",
            $"{delete} RETURNING user");
    }

    /// <summary>The rows of one table, and the statements that delete them with their personal parts.</summary>
    private sealed record Rows(string Name, PiiKind? Kind, string Where, string DeletePersonal, string Delete, string DeleteAllPersonal, string DeleteAll,
        string DeleteReturningUser);
}
