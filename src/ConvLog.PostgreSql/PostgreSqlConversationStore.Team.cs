using ConvLog.PostgreSql.Access;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql;

/// <content>The access log, and documents of the team.</content>
public sealed partial class PostgreSqlConversationStore : ITeamDocumentStore
{
    // Serializes writers, so that two hosts neither replace the same version nor exceed the limit of a kind.
    private const string LockDocuments =
        "SELECT count(pg_advisory_xact_lock(hashtextextended('convlog documents of ' || '#.team_document'::regclass::oid, 0)))";

    private readonly AccessAppends _accessAppends;
    private readonly TeamDocumentTable _documents;

    /// <inheritdoc/>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count > 0)
        {
            await _accessAppends.WriteAsync(accesses, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => AccessTable.ReadAsync(session, query, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk((after, most, token)
            => _database.ReadAsync((session, inner) => AccessTable.ReadChainAsync(session, after, most, inner), token), noted)
            .RunAsync(_database.Options.TimeProvider, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);

        // From the primary server: a replica may lack what this host has just written.
        return _database.ProbeAsync((session, token) => _documents.ReadAsync(session, kind, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
        => _database.ProbeAsync(TeamDocumentTable.KindsAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
    {
        TeamDocument.Validate(document);
        return _database.WriteAsync((session, token) => _documents.WriteAsync(session, document, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return _database.WriteAsync((session, token) => _documents.DeleteAsync(session, kind, id, version, token), cancellationToken);
    }
}
