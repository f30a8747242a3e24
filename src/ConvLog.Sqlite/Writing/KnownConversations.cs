namespace ConvLog.Sqlite;

/// <summary>Remembers the numbers of conversations that were written to of late. To be forgotten when a transaction is given up: it may have given them.</summary>
internal sealed class KnownConversations
{
    private const int Most = 10_000;

    private readonly Dictionary<string, KnownConversation> _known = new(StringComparer.Ordinal);

    public KnownConversation Get(Session session, string id)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        long? number = session["SELECT no FROM conversation WHERE id = ?1"].Bind(1, id).Scalar();
        if (number is null)
        {
            session["INSERT INTO conversation (id) VALUES (?1)"].Bind(1, id).Run();
            number = session.LastRowId;
        }

        return _known[id] = new KnownConversation(number.Value);
    }

    public void Forget() => _known.Clear();
}
