using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Documents;

/// <summary>Documents of the team as rows.</summary>
/// <param name="database">The database.</param>
internal sealed class TeamDocumentRows(Database database)
{
    private const string Columns = "SELECT kind, id, version, updated, updated_by, body, checksum FROM team_document";
    private const string OfKind = $"{Columns} WHERE kind = ?1 ORDER BY id";
    private const string OfId = $"{Columns} WHERE kind = ?1 AND id = ?2";
    private const string FindKind = "SELECT DISTINCT kind FROM team_document ORDER BY kind";
    private const string Count = "SELECT count(*) FROM team_document WHERE kind = ?1 AND id <> ?2";
    private const string Put = """
        INSERT OR REPLACE INTO team_document (kind, id, version, updated, updated_by, body, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;
    private const string DeleteOne = "DELETE FROM team_document WHERE kind = ?1 AND id = ?2 AND version = ?3";

    public IReadOnlyList<TeamDocument> Read(string kind) => database.Read(session => Find(session[OfKind].Bind(1, kind)));

    public IReadOnlyList<string> Kinds() => database.Read(static session =>
    {
        var kinds = new List<string>();
        var rows = session[FindKind];
        while (rows.Step())
        {
            kinds.Add(rows.Text(0));
        }

        return kinds;
    });

    /// <returns>Whether the stored version was the expected one.</returns>
    public bool Write(Session session, TeamDocument document)
    {
        long stored = Find(session[OfId].Bind(1, document.Kind).Bind(2, document.Id)) is [var found] ? found.Version : 0;
        if (stored != document.Version)
        {
            return false;
        }

        if (stored == 0)
        {
            TeamDocumentRow.EnsureRoom(document.Kind, session[Count].Bind(1, document.Kind).Bind(2, document.Id).Scalar() ?? 0);
        }

        var next = document with { Version = stored + 1 };
        session[Put]
            .Bind(1, next.Kind)
            .Bind(2, next.Id)
            .Bind(3, next.Version)
            .Bind(4, next.UpdatedAt.UtcTicks)
            .Bind(5, next.UpdatedBy)
            .Bind(6, next.Body)
            .Bind(7, TeamDocumentRow.ChecksumOf(next))
            .Run();
        return true;
    }

    public static bool Delete(Session session, string kind, string id, long version)
        => session[DeleteOne].Bind(1, kind).Bind(2, id).Bind(3, version).RunAndCount() > 0;

    // A damaged document is left out, so that it can be written again.
    private List<TeamDocument> Find(Statement rows)
    {
        var documents = new List<TeamDocument>();
        while (rows.Step())
        {
            var document = new TeamDocument
            {
                Kind = rows.Text(0),
                Id = rows.Text(1),
                Version = rows.Int64(2),
                UpdatedAt = rows.Time(3),
                UpdatedBy = rows.OptionalText(4),
                Body = rows.Text(5),
            };
            if (database.Troubles.Verify(rows.Int64(6), TeamDocumentRow.ChecksumOf(document)))
            {
                documents.Add(document);
            }
        }

        return documents;
    }
}
