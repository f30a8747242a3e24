using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Documents;

/// <summary>Documents of the team as rows. They are read from the primary server: a replica may lack what this host has just written.</summary>
/// <param name="database">The database.</param>
internal sealed class TeamDocumentRows(Database database)
{
    // Serializes writers, so that two hosts neither replace the same version nor exceed the limit of a kind.
    private const string Lock = "SELECT count(pg_advisory_xact_lock(hashtextextended('convlog documents of ' || '#.team_document'::regclass::oid, 0)))";
    private const string Columns = "SELECT kind, id, version, updated, updated_by, body, checksum FROM #.team_document";
    private const string OfKind = $"{Columns} WHERE kind = $1 ORDER BY id";
    private const string OfId = $"{Columns} WHERE kind = $1 AND id = $2";
    private const string FindKind = "SELECT DISTINCT kind FROM #.team_document ORDER BY kind";
    private const string Count = "SELECT count(*) FROM #.team_document WHERE kind = $1 AND id <> $2";
    private const string Put = """
        INSERT INTO #.team_document (kind, id, version, updated, updated_by, body, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, updated = excluded.updated, updated_by = excluded.updated_by, body = excluded.body,
            checksum = excluded.checksum
        """;
    private const string DeleteOne = "DELETE FROM #.team_document WHERE kind = $1 AND id = $2 AND version = $3";

    public ValueTask<List<TeamDocument>> ReadAsync(string kind, CancellationToken cancellationToken)
        => database.AskAsync((session, token) => FindAsync(session, OfKind, [kind], token), cancellationToken);

    public ValueTask<List<string>> KindsAsync(CancellationToken cancellationToken)
        => database.AskAsync(static (session, token) => session.ListAsync(FindKind, [], static row => row.Text(0), token), cancellationToken);

    /// <returns>Whether the stored version was the expected one.</returns>
    public ValueTask<bool> WriteAsync(TeamDocument document, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            await session.NumberAsync(Lock, [], token).ConfigureAwait(false);
            var found = await FindAsync(session, OfId, [document.Kind, document.Id], token).ConfigureAwait(false);
            long stored = found is [var one] ? one.Version : 0;
            if (stored != document.Version)
            {
                return false;
            }

            if (stored == 0)
            {
                long count = await session.NumberAsync(Count, [document.Kind, document.Id], token).ConfigureAwait(false) ?? 0;
                TeamDocumentRow.EnsureRoom(document.Kind, count);
            }

            var next = document with { Version = stored + 1 };
            await session.RunAsync(
                Put,
                [next.Kind, next.Id, next.Version, next.UpdatedAt.UtcTicks, next.UpdatedBy, next.Body, TeamDocumentRow.ChecksumOf(next)],
                token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public ValueTask<bool> DeleteAsync(string kind, string id, long version, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            await session.NumberAsync(Lock, [], token).ConfigureAwait(false);
            return await session.RunAsync(DeleteOne, [kind, id, version], token).ConfigureAwait(false) > 0;
        },
        cancellationToken);

    // A damaged document is omitted, so that it can be replaced.
    private async ValueTask<List<TeamDocument>> FindAsync(Session session, string sql, object?[] parameters, CancellationToken cancellationToken)
    {
        var found = await session.ListAsync(sql, parameters, Read, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(row => database.Troubles.Verify(row.Checksum, TeamDocumentRow.ChecksumOf(row.Document))).Select(static row => row.Document)];
    }

    private static (TeamDocument Document, long Checksum) Read(Row row) => (
        new TeamDocument
        {
            Kind = row.Text(0),
            Id = row.Text(1),
            Version = row.Int64(2),
            UpdatedAt = row.Time(3),
            UpdatedBy = row.OptionalText(4),
            Body = row.Text(5),
        },
        row.Int64(6));
}
