using System.Collections.Concurrent;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Caches the numbers of conversations that were written recently. A conversation may be deleted at any time: a writer that finds no row to lock removes it
/// from the cache. Thread-safe.
/// </summary>
internal sealed class KnownConversations
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, KnownConversation> _known = new(StringComparer.Ordinal);

    public KnownConversation? Find(string id) => _known.GetValueOrDefault(id);

    /// <summary>Caches the numbers of a committed transaction.</summary>
    public void Add(ConversationChange change)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        var known = _known.GetOrAdd(change.Id, static (_, change) => new KnownConversation(change.Number, change.Day), change);
        if (known.Number == change.Number)
        {
            change.AddNumbersTo(known);
        }
    }

    public void Remove(string id) => _known.TryRemove(id, out _);

    /// <summary>Clears the cache. Call this if the outcome of a transaction is unknown or the server may have changed.</summary>
    public void Clear() => _known.Clear();
}
