using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>The entries and turns of one transaction that the text index must add: its work list.</summary>
/// <param name="session">The connection, in the transaction.</param>
internal sealed class IndexQueue(Session session)
{
    private const string InsertToIndex = "INSERT INTO to_index (first, last, since, last_turn) VALUES (?1, ?2, ?3, ?4)";

    private readonly List<(long Place, bool IsPersonal)> _newEntries = [];
    private readonly HashSet<(long Conversation, long Number)> _turns = [];

    /// <summary>Adds an entry that was not stored before: each is indexed once, however often it is delivered.</summary>
    public void AddEntry(long place, bool isPersonal) => _newEntries.Add((place, isPersonal));

    /// <summary>Adds a turn with a new text.</summary>
    public void AddTurn(long conversation, long number) => _turns.Add((conversation, number));

    /// <summary>Writes them. A run of new entries is one row, and so is a run of turns of one conversation.</summary>
    public void Write(DateTimeOffset now)
    {
        foreach (var (first, last) in EntryRuns.Of(_newEntries))
        {
            Put(first, last, lastTurn: null, now);
        }

        var turns = _turns.Order().ToList();
        for (int first = 0, next; first < turns.Count; first = next)
        {
            next = first + 1;
            while (next < turns.Count && turns[next] == (turns[first].Conversation, turns[next - 1].Number + 1))
            {
                next++;
            }

            Put(turns[first].Number, last: null, next > first + 1 ? turns[next - 1].Number : null, now);
        }
    }

    private void Put(long first, long? last, long? lastTurn, DateTimeOffset now)
        => session[InsertToIndex].Bind(1, first).Bind(2, last).Bind(3, now.UtcTicks).Bind(4, lastTurn).Run();
}
