using ConvLog.PostgreSql.Access;
using ConvLog.PostgreSql.Documents;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.PostgreSql;

/// <content>The access log, and documents of the team.</content>
public sealed partial class PostgreSqlConversationStore : ITeamDocumentStore
{
    private readonly AccessAppends _accessAppends;
    private readonly TeamDocumentRows _documents;

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
        return _database.ReadAsync((session, token) => AccessRows.ReadAsync(session, query, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk((after, most, token)
            => _database.ReadAsync((session, inner) => AccessChainRows.ReadAsync(session, after, most, inner), token), noted)
            .RunAsync(_database.Options.TimeProvider, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return await _documents.ReadAsync(kind, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
        => await _documents.KindsAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
    {
        TeamDocument.Validate(document);
        return _documents.WriteAsync(document, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return _documents.DeleteAsync(kind, id, version, cancellationToken);
    }
}
