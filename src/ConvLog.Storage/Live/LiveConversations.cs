using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Live;

/// <summary>
/// Finds the new records of a conversation with arrivals, for readers of one kind: an arrival names a conversation, not its new records. Which records count
/// as known, and since when, depends only on data these readers can see, so that a hidden record never makes another one appear. Not thread-safe.
/// </summary>
/// <param name="reader">A reader of this kind.</param>
internal sealed class LiveConversations(Reader reader)
{
    private const int MostConversations = 20_000;
    private const int MostLogged = 1_000_000;

    private readonly Dictionary<string, LiveConversation> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _since;
    private long _turn;
    private int _logged;

    public Reader Reader => reader;

    /// <summary>Clears the state and starts again.</summary>
    /// <param name="since">The caller adds all conversations with activity after this time.</param>
    public void Begin(DateTimeOffset since)
    {
        _known.Clear();
        _logged = 0;
        _since = since;
    }

    /// <summary>Adds an existing conversation, with its logged records.</summary>
    public void Enter(StoredConversation stored) => AddNew(stored, Enter(stored.Summary), isKnown: true);

    /// <summary>Adds an existing conversation. New records are distinguished by their time.</summary>
    public LiveConversation Enter(StoredSummary summary)
        => _known[summary.Conversation.ConversationId] = new LiveConversation { Summary = summary, Until = LastActivity(summary), Turn = ++_turn };

    /// <summary>
    /// Finds the new records of a conversation. One that was too old to be added has none until newer activity is seen in it.
    /// </summary>
    public ArrivedConversation Arrived(StoredConversation stored)
    {
        string id = stored.Summary.Conversation.ConversationId;
        if (!_known.TryGetValue(id, out var known))
        {
            if (LastActivity(stored.Summary) <= _since)
            {
                return new ArrivedConversation(stored, stored.Summary, [], _since);
            }

            known = _known[id] = new LiveConversation { Summary = null, Until = _since };
        }

        var before = known.Summary;
        var learnt = AddNew(stored, known, isKnown: false);
        if (learnt.Count > 0 || before is null || LastActivity(before) != LastActivity(stored.Summary))
        {
            known.Turn = ++_turn;
        }

        MakeRoom();
        return new ArrivedConversation(stored, before, learnt, _since);
    }

    /// <summary>The last activity in a conversation, as such readers see it.</summary>
    public DateTimeOffset LastActivity(StoredSummary summary) => (reader.CanReadPii ? summary.All : summary.Visible).LastActivityAt;

    /// <summary>The conversations whose last activity, as such readers see it, was in a period, in ordinal order; without those closed by their host.</summary>
    public List<string> LastActive(DateTimeOffset after, DateTimeOffset upTo)
        => [.. _known.Where(pair => pair.Value.Summary is { ClosedAt: null } summary && LastActivity(summary) > after && LastActivity(summary) <= upTo)
            .Select(static pair => pair.Key).Order(StringComparer.Ordinal)];

    private List<ScopedRecord> AddNew(StoredConversation stored, LiveConversation known, bool isKnown)
    {
        _logged -= known.Count;
        var learnt = known.AddNew(stored.Logged.Where(record => VisibleLog.MayKnow(record, reader)), isKnown);
        _logged += known.Count;
        known.Summary = stored.Summary;
        return learnt;
    }

    // Evicts the conversations with the oldest arrivals: first their logged records, which their times distinguish as well, then the conversations.
    private void MakeRoom()
    {
        if (_logged <= MostLogged && _known.Count <= MostConversations)
        {
            return;
        }

        bool isFull = _known.Count > MostConversations;
        foreach (var (id, known) in _known.OrderBy(static known => known.Value.Turn).Take((_known.Count / 4) + 1).ToList())
        {
            _logged -= known.Count;
            known.ClearEntries(LastActivity(known.Summary!));
            if (isFull)
            {
                _known.Remove(id);
                _since = known.Until > _since ? known.Until : _since;
            }
        }
    }
}
