using System.Collections.Concurrent;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Remembers the numbers of conversations that were written to of late. A conversation may go meanwhile: whoever locks its row and finds none forgets it. Any
/// thread.
/// </summary>
internal sealed class KnownConversations
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, KnownConversation> _known = new(StringComparer.Ordinal);

    public KnownConversation? Find(string id) => _known.GetValueOrDefault(id);

    /// <summary>Remembers what a transaction did, once it is committed.</summary>
    public void Keep(ConversationChange change)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        var known = _known.GetOrAdd(change.Id, static (_, change) => new KnownConversation(change.Number, change.Day), change);
        if (known.Number == change.Number)
        {
            change.Tell(known);
        }
    }

    public void Forget(string id) => _known.TryRemove(id, out _);

    /// <summary>To be called when it is not known what of a transaction is there, or whether the server is still the same one.</summary>
    public void Forget() => _known.Clear();
}
