using ConvLog.PostgreSql.Documents;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>Documents of the team.</content>
public sealed partial class PostgreSqlConversationStore : ITeamDocumentStore
{
    private readonly TeamDocumentRows _documents;

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
        TeamDocument.Demand(document);
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
