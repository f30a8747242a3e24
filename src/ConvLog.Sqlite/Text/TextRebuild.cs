using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Text;

/// <summary>Empties the text index, in a transaction that writes, and adds everything that it contained to the list of rows to index.</summary>
internal static class TextRebuild
{
    private const string DeleteAll = "INSERT INTO text_index (text_index) VALUES ('delete-all')";
    private const string DeleteHours = "DELETE FROM text_hour";
    private const string DeleteToIndex = "DELETE FROM to_index";
    private const string UpdateTurns = "UPDATE turn SET is_indexed = 0 WHERE is_indexed = 1";
    private const string AddTurns = "INSERT INTO to_index (first, since) SELECT no, ?1 FROM turn ORDER BY no";

    private const string AddEntries = """
        INSERT INTO to_index (first, last, since)
        SELECT (SELECT min(no) FROM entry WHERE no BETWEEN writer.no * ?2 AND writer.no * ?2 + ?2 - 1) AS first,
               (SELECT max(no) FROM entry WHERE no BETWEEN writer.no * ?2 AND writer.no * ?2 + ?2 - 1), ?1
        FROM writer WHERE first IS NOT NULL ORDER BY no
        """;

    public static bool Run(Session session, DateTimeOffset now)
    {
        session[DeleteAll].Run();
        session[DeleteHours].Run();
        session[DeleteToIndex].Run();
        session[UpdateTurns].Run();
        session[AddEntries].Bind(1, now.UtcTicks).Bind(2, EntryNumber.MostSequences).Run();
        session[AddTurns].Bind(1, now.UtcTicks).Run();
        return true;
    }
}
