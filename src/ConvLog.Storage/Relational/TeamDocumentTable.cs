using ConvLog.Storage.Health;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>The documents of the team.</summary>
/// <param name="troubles">Counts damaged documents.</param>
/// <param name="lockWriters">Makes other writers wait until the transaction ends; null if the database admits only one.</param>
internal sealed class TeamDocumentTable(StoreTroubles troubles, string? lockWriters = null)
{
    private const string Columns = "SELECT kind, id, version, updated, updated_by, body, checksum FROM #.team_document";
    private const string OfKind = $"{Columns} WHERE kind = $1 ORDER BY id";
    private const string OfId = $"{Columns} WHERE kind = $1 AND id = $2";
    private const string FindKinds = "SELECT DISTINCT kind FROM #.team_document ORDER BY kind";
    private const string Count = "SELECT count(*) FROM #.team_document WHERE kind = $1 AND id <> $2";
    private const string Put = """
        INSERT INTO #.team_document (kind, id, version, updated, updated_by, body, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, updated = excluded.updated, updated_by = excluded.updated_by, body = excluded.body,
            checksum = excluded.checksum
        """;
    private const string DeleteOne = "DELETE FROM #.team_document WHERE kind = $1 AND id = $2 AND version = $3";

    public ValueTask<IReadOnlyList<TeamDocument>> ReadAsync(IRelationalSession session, string kind, CancellationToken cancellationToken)
        => FindAsync(session, OfKind, [kind], cancellationToken);

    public static async ValueTask<IReadOnlyList<string>> KindsAsync(IRelationalSession session, CancellationToken cancellationToken)
        => await session.ListAsync(new SqlQuery<string>(FindKinds, [], static row => row.Text(0)), cancellationToken).ConfigureAwait(false);

    /// <returns>Whether the stored version was the expected one.</returns>
    public async ValueTask<bool> WriteAsync(IRelationalSession session, TeamDocument document, CancellationToken cancellationToken)
    {
        await LockAsync(session, cancellationToken).ConfigureAwait(false);
        var found = await FindAsync(session, OfId, [document.Kind, document.Id], cancellationToken).ConfigureAwait(false);
        long stored = found is [var one] ? one.Version : 0;
        if (stored != document.Version)
        {
            return false;
        }

        if (stored == 0)
        {
            long? others = await session.NumberAsync(new(Count, document.Kind, document.Id), cancellationToken).ConfigureAwait(false);
            TeamDocumentRow.EnsureRoom(document.Kind, others ?? 0);
        }

        var next = document with { Version = stored + 1 };
        await session.RunAsync(
            new(Put, next.Kind, next.Id, next.Version, next.UpdatedAt.UtcTicks, next.UpdatedBy, next.Body, TeamDocumentRow.ChecksumOf(next)), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    public async ValueTask<bool> DeleteAsync(IRelationalSession session, string kind, string id, long version, CancellationToken cancellationToken)
    {
        await LockAsync(session, cancellationToken).ConfigureAwait(false);
        return await session.RunAsync(new(DeleteOne, kind, id, version), cancellationToken).ConfigureAwait(false) > 0;
    }

    private async ValueTask LockAsync(IRelationalSession session, CancellationToken cancellationToken)
    {
        if (lockWriters is not null)
        {
            await session.NumberAsync(new(lockWriters), cancellationToken).ConfigureAwait(false);
        }
    }

    // A damaged document is left out, so that it can be replaced.
    private async ValueTask<IReadOnlyList<TeamDocument>> FindAsync(IRelationalSession session, string sql, object?[] parameters,
        CancellationToken cancellationToken)
    {
        var found = await session.ListAsync(new SqlQuery<(TeamDocument Document, long Checksum)>(sql, parameters, static row => (Of(row), row.Int64(6))),
            cancellationToken).ConfigureAwait(false);
        return [.. found.Where(row => troubles.Verify(row.Checksum, TeamDocumentRow.ChecksumOf(row.Document))).Select(static row => row.Document)];
    }

    private static TeamDocument Of(IRow row) => new()
    {
        Kind = row.Text(0),
        Id = row.Text(1),
        Version = row.Int64(2),
        UpdatedAt = row.Time(3),
        UpdatedBy = row.OptionalText(4),
        Body = row.Text(5),
    };
}
