using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Reliability.Tests.Support;

/// <summary>Checks the integrity of a file for SQLite and for the store: no duplicates and no dangling references.</summary>
internal static class Integrity
{
    private static readonly Dictionary<PiiKind, string> s_personal = Enum.GetValues<PiiKind>().ToDictionary(static kind => kind, TableOf);

    public static void Check(string path, string because)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(30));
        session.Text("PRAGMA integrity_check").Should().Be("ok", because);
        session.Text("PRAGMA foreign_key_check").Should().BeNull(because);
        session.Number("SELECT count(*) FROM entry WHERE (no & ~(1 << 62)) >> 28 NOT IN (SELECT no FROM writer)").Should()
            .Be(0, "each entry has its opening {0}", because);
        session.Number("SELECT count(*) FROM entry WHERE scope <> 0 AND scope NOT IN (SELECT no FROM scope)").Should()
            .Be(0, "each entry has its place {0}", because);
        session.Number("SELECT count(*) FROM conversation WHERE listed IS NULL").Should().Be(0, "each conversation has an opening {0}", because);
        session.Number("SELECT count(*) FROM removal").Should().Be(0, "nothing waits to be removed {0}", because);
        foreach (string table in TablesOfConversations(session))
        {
            session.Number($"SELECT count(*) FROM {table} WHERE conversation NOT IN (SELECT no FROM conversation)").Should()
                .Be(0, "each row of {0} has its conversation {1}", table, because);
        }

        foreach (string table in (string[])["turn", "call"])
        {
            session.Number($"""
                SELECT count(*) FROM {table} JOIN conversation ON conversation.no = {table}.conversation
                WHERE in_block = 1 AND pii_purged IS NULL AND conversation NOT IN (SELECT conversation FROM pii_block)
                """).Should().Be(0, "each personal part of {0} that is in a block has one {1}", table, because);
        }

        foreach (var (kind, table) in s_personal)
        {
            session.Number($"SELECT count(*) FROM pii WHERE kind = {(long)kind} AND ref NOT IN (SELECT no FROM {table})").Should()
                .Be(0, "each personal part in {0} has its other part {1}", table, because);
        }
    }

    // All tables, including ones added later.
    private static List<string> TablesOfConversations(Session session)
    {
        var tables = new List<string>();
        using var rows = session.Prepare("""
            SELECT m.name
            FROM sqlite_schema m
            JOIN pragma_table_info(m.name) c ON c.name = 'conversation'
            WHERE m.type = 'table'
            """);
        while (rows.Step())
        {
            tables.Add(rows.Text(0));
        }

        return tables;
    }

    private static string TableOf(PiiKind kind) => kind switch
    {
        PiiKind.Conversation => "conversation",
        PiiKind.Opening => "writer",
        PiiKind.Entry => "entry",
        PiiKind.Fact => "fact",
        PiiKind.Turn => "turn",
        PiiKind.Call => "call",
        PiiKind.Feedback => "feedback",
        PiiKind.Annotation => "annotation",
        PiiKind.Note => "note",
        PiiKind.DeadLetter => "dead_letter",
        PiiKind.Score => "score",
        _ => throw new ArgumentException($"The table of {kind} is not known.", nameof(kind)),
    };
}
