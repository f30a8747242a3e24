using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>Rows of table <c>score</c>.</summary>
internal static class ScoreRows
{
    private const string PutScore = """
        INSERT INTO score (conversation, id, kind, name, value, details, created, removed, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (conversation, id) DO UPDATE SET
            kind = excluded.kind, name = excluded.name, value = excluded.value, details = excluded.details, created = excluded.created, removed = excluded.removed,
            checksum = excluded.checksum
        """;

    /// <summary>Adds a row, or replaces the one with its id.</summary>
    public static void Put(Session session, long conversation, ScoreRow row, long checksum)
    {
        var put = session[PutScore].Bind(1, conversation).Bind(2, row.Id).Bind(3, (long)row.Kind).Bind(4, row.Name);
        _ = row.Number is { } number ? put.BindReal(5, number) : put.Bind(5, row.Category);
        put.Bind(6, row.Details).Bind(7, row.Created).Bind(8, row.IsRemoved ? 1L : 0L).Bind(9, checksum).Run();
    }
}
