using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;

namespace ConvLog.Sqlite.Writing;

/// <summary>
/// Remembers the numbers of recently written conversations. They must be forgotten when a transaction is rolled back, because it may have assigned them.
/// </summary>
internal sealed class KnownConversations
{
    private const int Most = 10_000;
    private const string FindConversation = "SELECT no FROM conversation WHERE id = ?1";

    // Like AUTOINCREMENT: a number is never reused.
    private const string LastNumber = """
        SELECT max(ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'conversation'), 0), ifnull((SELECT max(no) FROM conversation), 0))
        """;

    private readonly Dictionary<string, KnownConversation?> _known = new(StringComparer.Ordinal);
    private readonly List<KnownConversation> _new = [];
    private long _removals;

    // The last number that was assigned; null until the transaction assigns one.
    private long? _last;

    /// <summary>
    /// Called at the beginning of a transaction. Forgets all numbers if a conversation was removed since the last one, also by another process.
    /// </summary>
    public void Renew(Session session)
    {
        foreach (var known in _new)
        {
            known.EndFirst();
        }

        _new.Clear();
        _last = null;
        long removals = session[$"SELECT value FROM meta WHERE key = '{Removal.Counter}'"].Scalar() ?? 0;
        if (removals != _removals)
        {
            _known.Clear();
            _removals = removals;
        }
    }

    /// <summary>A conversation, which gets its number at the first mention; null if it was erased.</summary>
    public KnownConversation? Find(Session session, string id)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[id] = Tombstones.IsErased(session, id) ? null : NumberedOf(session, id);
    }

    public void Clear()
    {
        _known.Clear();
        _new.Clear();
        _last = null;
    }

    private KnownConversation NumberedOf(Session session, string id)
    {
        if (session[FindConversation].Bind(1, id).Scalar() is { } number)
        {
            return new KnownConversation(id, number, isNew: false);
        }

        _last = (_last ?? session[LastNumber].Scalar()!) + 1;
        var given = new KnownConversation(id, _last.Value, isNew: true);
        _new.Add(given);
        return given;
    }
}
