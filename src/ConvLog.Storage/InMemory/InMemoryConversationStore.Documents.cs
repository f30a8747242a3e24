using ConvLog.Storage.InMemory;

namespace ConvLog.Storage;

/// <content>Documents of the team.</content>
public sealed partial class InMemoryConversationStore : ITeamDocumentStore
{
    private readonly InMemoryDocuments _documents = new();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default)
        => _documents.ReadDocumentsAsync(kind, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
        => _documents.ListDocumentKindsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
        => _documents.WriteDocumentAsync(document, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
        => _documents.DeleteDocumentAsync(kind, id, version, cancellationToken);
}
