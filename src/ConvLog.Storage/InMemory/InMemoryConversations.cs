using System.Collections.Concurrent;

namespace ConvLog.Storage.InMemory;

/// <summary>The conversations, and the end users whose personal data they hold. Reads need no lock: they see the current state of each.</summary>
/// <param name="utterancesArePersonal">Whether all utterances are deleted with the personal data.</param>
internal sealed class InMemoryConversations(bool utterancesArePersonal)
{
    private readonly ConcurrentDictionary<string, InMemoryConversation> _conversations = new(StringComparer.Ordinal);
    private long _writers;

    /// <summary>Serializes writes, erasures and retention: hold it to change a conversation.</summary>
    public Lock Lock { get; } = new();

    public InMemoryUsers Users { get; } = new();

    public IEnumerable<KeyValuePair<string, InMemoryConversation>> All => _conversations;

    /// <summary>The current state of each conversation that has an opening.</summary>
    public IEnumerable<InMemoryReading> Readings => _conversations.Values.Select(static conversation => conversation.Read()).OfType<InMemoryReading>();

    public InMemoryConversation? Find(string id) => _conversations.GetValueOrDefault(id);

    public InMemoryConversation FindOrAdd(string id)
        => _conversations.GetOrAdd(id, _ => new InMemoryConversation(() => ++_writers, Users.PseudonymOf, utterancesArePersonal));

    public void Remove(string id) => _conversations.TryRemove(id, out _);

    /// <summary>Removes the users who are in no conversation. A conversation with a pending erasure does not keep its users known.</summary>
    public void RemoveUnusedUsers()
        => Users.KeepOnly(_conversations.Values.Where(static conversation => !conversation.IsErasurePending)
            .SelectMany(static conversation => conversation.Users));
}
