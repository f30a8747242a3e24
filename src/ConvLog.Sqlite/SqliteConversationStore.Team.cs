using ConvLog.Sqlite.Access;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite;

/// <content>The access log, and documents of the team.</content>
public sealed partial class SqliteConversationStore : ITeamDocumentStore
{
    private readonly TeamDocumentTable _documents;

    /// <inheritdoc/>
    /// <remarks>
    /// In a read-only store, the records are passed to <see cref="SqliteStoreOptions.ReadOnlyAccessLog"/>; without it, personal data is hidden and no record is
    /// needed.
    /// </remarks>
    public async ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        if (accesses.Count == 0)
        {
            return;
        }

        if (!_database.Options.ReadOnly)
        {
            await _database.WriteAsync((session, token) => AccessRows.WriteAsync(session, accesses, token), cancellationToken).ConfigureAwait(false);
        }
        else if (_database.Options.ReadOnlyAccessLog is { } log)
        {
            await log(accesses, cancellationToken).ConfigureAwait(false);
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
        return _database.ReadAsync((session, token) => _documents.ReadAsync(session, kind, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
        => _database.ReadAsync(TeamDocumentTable.KindsAsync, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
    {
        TeamDocument.Validate(document);
        return await _database.WriteAsync((session, token) => _documents.WriteAsync(session, document, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return await _database.WriteAsync((session, token) => _documents.DeleteAsync(session, kind, id, version, token), cancellationToken)
            .ConfigureAwait(false);
    }
}
