namespace ConvLog.Sqlite;

/// <summary>The rows of a conversation that was taken out, entries and turns left out: found by its number.</summary>
internal static class RemovalRows
{
    /// <summary>How many there are.</summary>
    public const string CountRest = """
        SELECT (SELECT count(*) FROM call WHERE conversation = ?1) + (SELECT count(*) FROM fact WHERE conversation = ?1) + (SELECT count(*) FROM scope WHERE conversation = ?1)
            + (SELECT count(*) FROM feedback WHERE conversation = ?1) + (SELECT count(*) FROM annotation WHERE conversation = ?1)
            + (SELECT count(*) FROM note WHERE conversation = ?1) + (SELECT count(*) FROM dead_letter WHERE conversation = ?1) + (SELECT count(*) FROM writer WHERE conversation = ?1)
        """;

    private static readonly (PiiKind? Kind, string DeletePersonal, string Delete)[] s_tables =
    [
        Table("call", PiiKind.Call),
        Table("fact", PiiKind.Fact),
        Table("scope", kind: null),
        Table("feedback", PiiKind.Feedback),
        Table("annotation", PiiKind.Annotation),
        Table("note", PiiKind.Note),
        Table("dead_letter", PiiKind.DeadLetter),
    ];

    private static readonly (PiiKind? Kind, string DeletePersonal, string Delete) s_writers = Table("writer", PiiKind.Opening);
    private static readonly string s_deleteWriters = $"{s_writers.Delete} RETURNING user";

    /// <summary>Deletes so many of them at most.</summary>
    public static void DeleteRest(Session session, long conversation, long most)
    {
        foreach (var (kind, deletePersonal, delete) in s_tables)
        {
            if (most <= 0)
            {
                return;
            }

            if (kind is { } of)
            {
                session[deletePersonal].Bind(1, conversation).Bind(2, most).Bind(3, (long)of).Run();
            }

            most -= session[delete].Bind(1, conversation).Bind(2, most).RunAndCount();
        }

        // Last: entries are found by them.
        DeleteWriters(session, conversation, most);
    }

    /// <summary>Deletes the conversation itself: the last that is left of it.</summary>
    public static void DeleteConversation(Session session, long conversation)
    {
        PiiRows.Remove(session, PiiKind.Conversation, conversation);
        session["DELETE FROM conversation WHERE no = ?1"].Bind(1, conversation).Run();
        session["DELETE FROM removal WHERE conversation = ?1"].Bind(1, conversation).Run();
    }

    private static void DeleteWriters(Session session, long conversation, long most)
    {
        if (most <= 0)
        {
            return;
        }

        session[s_writers.DeletePersonal].Bind(1, conversation).Bind(2, most).Bind(3, (long)PiiKind.Opening).Run();
        var users = new HashSet<long>();
        var writers = session[s_deleteWriters].Bind(1, conversation).Bind(2, most);
        while (writers.Step())
        {
            if (writers.OptionalInt64(0) is { } user)
            {
                users.Add(user);
            }
        }

        foreach (long user in users)
        {
            ForgottenSubjects.Delete(session, user);
        }
    }

    private static (PiiKind? Kind, string DeletePersonal, string Delete) Table(string table, PiiKind? kind)
    {
        // The sign keeps SQLite from reading the whole table in the order that is asked for.
        string some = $"SELECT no FROM {table} WHERE conversation = ?1 ORDER BY +no LIMIT ?2";
        return (kind, $"DELETE FROM pii WHERE kind = ?3 AND ref IN ({some})", $"DELETE FROM {table} WHERE no IN ({some})");
    }
}
