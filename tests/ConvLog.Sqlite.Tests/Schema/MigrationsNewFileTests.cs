using System.Text;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>A new file is made by one script, which is what the steps make. <c>CONVLOG_ACCEPT_SHAPE=1</c> writes it after one was added.</summary>
public sealed class MigrationsNewFileTests
{
    private const string Beginning
        = "-- A new file: what the numbered scripts make, one after the other. Written by MigrationsNewFileTests, never by hand.\n\n";

    // Tables of a virtual table come with it, and the engine's own by themselves.
    private const string Made = """
        FROM sqlite_master AS made
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
            AND NOT EXISTS (SELECT 1 FROM sqlite_master AS v WHERE v.sql LIKE 'CREATE VIRTUAL %' AND made.name LIKE v.name || '\_%' ESCAPE '\')
        ORDER BY rowid
        """;

    [Fact]
    public void The_script_of_a_new_file_is_what_all_steps_make()
    {
        using var session = Session.OpenInMemory();
        Migrations.Run(session, FileKind.Data.Migrations);
        string made = (Beginning + Script(session)).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CONVLOG_ACCEPT_SHAPE") is "1")
        {
            File.WriteAllText(Checkout.PathOf("src", "ConvLog.Sqlite", "Schema", "New", "conversations.sql"), made);
        }

        FileKind.Script("New.conversations.sql").ReplaceLineEndings("\n").Should().Be(made, "CONVLOG_ACCEPT_SHAPE=1 writes it after a step was added");
    }

    [Fact]
    public void A_new_file_is_the_one_that_all_steps_make()
    {
        using var steps = Session.OpenInMemory();
        Migrations.Run(steps, FileKind.Data.Migrations);
        using var once = Session.OpenInMemory();
        Migrations.Run(once, FileKind.Data.Migrations, newScript: FileKind.Data.NewScript);

        Script(once).Should().Be(Script(steps));
        SchemaShape.Of(once, FileKind.Data.Names).Fingerprint.Should().Be(FileKind.Data.Shapes[^1][0]);
        once.Number("PRAGMA user_version").Should().Be(steps.Number("PRAGMA user_version")).And.Be(Migrations.Newest);
        var tables = Texts(steps, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0");
        tables.Should().Contain("meta").And.Contain("access_chain").And.Contain("entry_text_config");
        foreach (string table in tables.Where(static table => !table.EndsWith("_text_data", StringComparison.Ordinal))) // Counts how often options were set.
        {
            Rows(once, table).Should().Equal(Rows(steps, table), table);
        }
    }

    // What the steps make, with the rows that they leave in it.
    private static string Script(Session session)
    {
        var script = new StringBuilder();
        foreach (string sql in Texts(session, $"SELECT sql {Made}"))
        {
            script.Append(sql).Append(";\n");
        }

        script.Append('\n');
        foreach (string table in Texts(session, $"SELECT name {Made}"))
        {
            bool isVirtual = session.Text($"SELECT sql FROM sqlite_master WHERE name = '{table}'")!.StartsWith("CREATE VIRTUAL", StringComparison.Ordinal);
            foreach (string row in isVirtual ? Options(session, table) : Rows(session, table))
            {
                script.Append("INSERT INTO ").Append(table).Append(isVirtual ? $" ({table}, rank)" : "").Append(" VALUES (").Append(row).Append(");\n");
            }
        }

        return script.ToString();
    }

    private static List<string> Options(Session session, string textIndex)
        => Texts(session, $"SELECT quote(k) || ', ' || quote(v) FROM {textIndex}_config WHERE k <> 'version' ORDER BY k");

    private static List<string> Rows(Session session, string table)
    {
        var columns = Texts(session, $"SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')");
        return columns.Count == 0 ? [] : Texts(session, $"SELECT {string.Join(" || ', ' || ", columns)} FROM \"{table}\" ORDER BY 1");
    }

    private static List<string> Texts(Session session, string sql)
    {
        var texts = new List<string>();
        var rows = session[sql];
        while (rows.Step())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }
}
