using ConvLog.Sqlite.Access;
using ConvLog.Sqlite.Documents;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite;

/// <content>The access log, and documents of the team.</content>
public sealed partial class SqliteConversationStore : ITeamDocumentStore
{
    private readonly TeamDocumentRows _documents;

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
            await _database.WriteAsync(session => AccessRows.Write(session, accesses), cancellationToken).ConfigureAwait(false);
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
        cancellationToken.ThrowIfCancellationRequested();
        return new(_database.Read(session => AccessRows.Read(session, query)));
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk((after, most, _) => new(_database.Read(session => AccessChainRows.Read(session, after, most), nameof(VerifyAccessAsync))), noted)
            .RunAsync(_database.Options.TimeProvider, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_documents.Read(kind));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_documents.Kinds());
    }

    /// <inheritdoc/>
    public async ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
    {
        TeamDocument.Validate(document);
        return await _database.WriteAsync(session => _documents.Write(session, document), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        return await _database.WriteAsync(session => TeamDocumentRows.Delete(session, kind, id, version), cancellationToken).ConfigureAwait(false);
    }
}
