using System.Collections.Concurrent;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A store that keeps everything in memory, for tests, samples and programs that need no more.</summary>
public sealed class InMemoryConversationStore : IConversationStore
{
    private readonly ConcurrentDictionary<string, InMemoryConversation> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            _conversations.GetOrAdd(record.ConversationId, static _ => new InMemoryConversation()).Write(record);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_conversations.TryGetValue(conversationId, out var conversation) ? conversation.Read(Pseudonym) : null);
    }

    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(ConversationQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var matches = _conversations.Values
            .Where(conversation => conversation.Matches(query))
            .OrderByDescending(static conversation => conversation.StartedAt)
            .ThenByDescending(static conversation => conversation.Id, StringComparer.Ordinal)
            .ToList();
        var page = matches.Skip(query.Offset).Take(query.Limit).Select(conversation => conversation.Read(Pseudonym)?.Summary).OfType<StoredSummary>();
        return new(new StoredPage([.. page], matches.Count));
    }

    // Random, so that it says nothing of the user; the same as long as the store lives.
    private string? Pseudonym(ConversationRecord conversation) => conversation.UserId is { Length: > 0 } user
        ? _pseudonyms.GetOrAdd(user, static _ => string.Concat("user-", Guid.NewGuid().ToString("N").AsSpan(0, 12)))
        : null;
}
