using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>By how many turns a transaction changes what conversations have in quarters of an hour.</summary>
internal sealed class ActiveChanges
{
    private readonly Dictionary<(long Quarter, long Dims), Dictionary<long, int>> _turns = [];

    public void Count(long quarter, long dims, long conversation, int sign)
    {
        if (!_turns.TryGetValue((quarter, dims), out var turns))
        {
            _turns[(quarter, dims)] = turns = [];
        }

        turns[conversation] = turns.GetValueOrDefault(conversation) + sign;
    }

    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="touched">The conversations as they now stand.</param>
    public void Write(Session session, IReadOnlyDictionary<long, TouchedConversation> touched)
    {
        foreach (var ((quarter, dims), turns) in _turns)
        {
            // As many in as out leaves what is there, unless the user is another one now.
            var changed = turns.Where(change => change.Value != 0 || touched[change.Key].IsAll).Select(static change => change.Key).Order().ToList();
            var rows = new ActiveRows(session, quarter, dims);
            if (!Change(rows, changed, turns, touched))
            {
                rows.Replace(Recount.Active(session, quarter, dims));
            }
        }
    }

    // False where a segment is damaged.
    private static bool Change(ActiveRows rows, List<long> conversations, Dictionary<long, int> turns, IReadOnlyDictionary<long, TouchedConversation> touched)
    {
        int i = 0;
        while (i < conversations.Count)
        {
            if (rows.Find(conversations[i]) is not { } segment)
            {
                return false;
            }

            long end = rows.EndOf(segment);
            bool isChanged = false;
            do
            {
                isChanged |= segment.Change(conversations[i], touched[conversations[i]].Now?.User, turns[conversations[i]]);
                i++;
            }
            while (i < conversations.Count && conversations[i] < end);

            if (isChanged)
            {
                rows.Put(segment);
            }
        }

        return true;
    }
}
