using System.Collections.Concurrent;
using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>A store that keeps everything in memory, for tests, samples and programs that need no more. It answers by looking at all there is, so keep it small.</summary>
public sealed partial class InMemoryConversationStore : IConversationStore
{
    private readonly ConcurrentDictionary<string, InMemoryConversation> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);
    private long _writers;

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            _conversations.GetOrAdd(record.ConversationId, _ => new InMemoryConversation(() => Interlocked.Increment(ref _writers))).Write(record);
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
    public async ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken = default)
        => (await ReadAsync(conversationId, cancellationToken).ConfigureAwait(false))?.Summary;

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_conversations.TryGetValue(query.ConversationId, out var conversation) ? conversation.ReadLog(query) : new StoredLogPage([], null));
    }

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
        => new(new StoreHealth([new HealthPart("writing", HealthStatus.Healthy, "In memory: gone when the process ends.", new Dictionary<string, double>(StringComparer.Ordinal))]));

    private IEnumerable<StoredConversation> All => _conversations.Values.Select(conversation => conversation.Read(Pseudonym)).OfType<StoredConversation>();

    // Random, so that it says nothing of the user; the same as long as the store lives.
    private string? Pseudonym(ConversationRecord conversation) => conversation.UserId is { Length: > 0 } user
        ? _pseudonyms.GetOrAdd(user, static _ => string.Concat("user-", Guid.NewGuid().ToString("N").AsSpan(0, 12)))
        : null;
}
