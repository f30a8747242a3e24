using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.InMemory;

/// <summary>Documents of the team. Thread-safe.</summary>
internal sealed class InMemoryDocuments : ITeamDocumentStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, TeamDocument>> _documents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TeamDocument>> ReadDocumentsAsync(string kind, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        lock (_lock)
        {
            return new(_documents.TryGetValue(kind, out var documents) ? [.. documents.Values] : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListDocumentKindsAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. _documents.Where(static pair => pair.Value.Count > 0).Select(static pair => pair.Key).Order(Utf8Order.Instance)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> WriteDocumentAsync(TeamDocument document, CancellationToken cancellationToken = default)
    {
        TeamDocument.Validate(document);
        lock (_lock)
        {
            if (!_documents.TryGetValue(document.Kind, out var documents))
            {
                _documents[document.Kind] = documents = new SortedDictionary<string, TeamDocument>(Utf8Order.Instance);
            }

            var stored = documents.GetValueOrDefault(document.Id);
            if ((stored?.Version ?? 0) != document.Version)
            {
                return new(false);
            }

            if (stored is null)
            {
                TeamDocumentRow.EnsureRoom(document.Kind, documents.Count);
            }

            documents[document.Id] = document with { Version = document.Version + 1, UpdatedAt = document.UpdatedAt.ToUniversalTime() };
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteDocumentAsync(string kind, string id, long version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(id);
        lock (_lock)
        {
            return new(_documents.TryGetValue(kind, out var documents) && documents.GetValueOrDefault(id)?.Version == version && documents.Remove(id));
        }
    }
}
