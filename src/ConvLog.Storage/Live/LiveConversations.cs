using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Live;

/// <summary>
/// Tells readers of one kind apart what is new in a conversation in which something came in: an arrival names a conversation, and not what came. What is known
/// to it, and since when, follows from what such readers see alone: that something hidden came in makes nothing appear, neither then nor later. One at a time
/// uses it.
/// </summary>
/// <param name="reader">As whom it looks.</param>
internal sealed class LiveConversations(Reader reader)
{
    private const int MostConversations = 20_000;
    private const int MostLogged = 1_000_000;

    private readonly Dictionary<string, LiveConversation> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _since;
    private long _turn;
    private int _logged;

    public Reader Reader => reader;

    /// <summary>Begins anew.</summary>
    /// <param name="since">All conversations with activity after this time will have been entered.</param>
    public void Begin(DateTimeOffset since)
    {
        _known.Clear();
        _logged = 0;
        _since = since;
    }

    /// <summary>Enters a conversation that is there when it begins, with what was logged in it.</summary>
    public void Enter(StoredConversation stored) => Learn(stored, Enter(stored.Summary), isKnown: true);

    /// <summary>Enters a conversation that is there when it begins. What was logged in it is told apart by the time.</summary>
    public LiveConversation Enter(StoredSummary summary)
        => _known[summary.Conversation.ConversationId] = new LiveConversation { Summary = summary, Until = LastActivity(summary), Turn = ++_turn };

    /// <summary>
    /// What came in of a conversation. One that has been silent for so long that it was not entered stays so until something new is seen in it.
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
        var learnt = Learn(stored, known, isKnown: false);
        if (learnt.Count > 0 || before is null || LastActivity(before) != LastActivity(stored.Summary))
        {
            known.Turn = ++_turn;
        }

        MakeRoom();
        return new ArrivedConversation(stored, before, learnt, _since);
    }

    /// <summary>When something was last seen in a conversation.</summary>
    public DateTimeOffset LastActivity(StoredSummary summary) => (reader.CanReadPii ? summary.All : summary.Visible).LastActivityAt;

    /// <summary>Those whose last activity, as such readers see it, was in this time, in ordinal order; without those that their host has closed.</summary>
    public List<string> LastActive(DateTimeOffset after, DateTimeOffset upTo)
        => [.. _known.Where(pair => pair.Value.Summary is { ClosedAt: null } summary && LastActivity(summary) > after && LastActivity(summary) <= upTo)
            .Select(static pair => pair.Key).Order(StringComparer.Ordinal)];

    private List<ScopedRecord> Learn(StoredConversation stored, LiveConversation known, bool isKnown)
    {
        _logged -= known.Count;
        var learnt = known.Learn(stored.Logged.Where(record => VisibleLog.MayKnow(record, reader)), isKnown);
        _logged += known.Count;
        known.Summary = stored.Summary;
        return learnt;
    }

    // Those go in which nothing came in for longest: first what was logged, which times tell apart as well, then all.
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
            known.Forget(LastActivity(known.Summary!));
            if (isFull)
            {
                _known.Remove(id);
                _since = known.Until > _since ? known.Until : _since;
            }
        }
    }
}
