using ConvLog.Sqlite.Documents;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Documents of the team.</content>
public sealed partial class SqliteConversationStore : ITeamDocumentStore
{
    private readonly TeamDocumentRows _documents;

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
        TeamDocument.Demand(document);
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
