using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// What stands on the list of what is to be indexed, by the writer or turn it is of: the index does not have it, and what it does not have must not be taken
/// out of it. The list may be long and has no order of its own, so it is read once, and later what came to it since.
/// </summary>
internal sealed class PendingIndex
{
    private const string FindToIndex = "SELECT no, first, last, last_turn FROM to_index WHERE no > ?1 ORDER BY no";
    private const string DeleteToIndex = "DELETE FROM to_index WHERE no = ?1";
    private const string FindToIndexByNo = "SELECT first, last FROM to_index WHERE no = ?1 AND first <= ?3 AND last >= ?2";
    private const string UpdateToIndex = "UPDATE to_index SET first = ?2 WHERE no = ?1";

    private readonly Dictionary<long, List<long>> _writers = [];
    private readonly Dictionary<long, List<long>> _turns = [];
    private long _last;

    /// <summary>Reads what is new on the list. To be called after conversations were taken out and before anything of them is deleted.</summary>
    public void Read(Session session)
    {
        var rows = session[FindToIndex].Bind(1, _last);
        while (rows.Step())
        {
            _last = rows.Int64(0);
            long first = rows.Int64(1);
            if (!rows.IsNull(2))
            {
                Add(_writers, EntryNumber.WriterLookup(first));
                continue;
            }

            long last = rows.OptionalInt64(3) ?? first;
            for (long turn = first; turn <= last; turn++)
            {
                Add(_turns, turn);
            }
        }
    }

    /// <summary>Takes a turn off the list, with the turns of its conversation that were written with it, in a transaction that writes.</summary>
    public void TakeTurn(Session session, long turn)
    {
        foreach (long row in _turns.GetValueOrDefault(turn) ?? [])
        {
            session[DeleteToIndex].Bind(1, row).Run();
        }
    }

    /// <summary>Which entries stand on the list: the index does not have these.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="first">The first to ask for, of one writer.</param>
    /// <param name="last">The last.</param>
    public List<(long First, long Last)> Entries(Session session, long first, long last)
        => [.. Rows(session, first, last).Select(row => (Math.Max(row.First, first), Math.Min(row.Last, last)))];

    /// <summary>Takes entries off the list, in a transaction that writes.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="first">The first, of one writer.</param>
    /// <param name="last">The last.</param>
    /// <returns>Which of them stood on it: the index does not have these.</returns>
    public List<(long First, long Last)> TakeEntries(Session session, long first, long last)
    {
        var taken = new List<(long First, long Last)>();
        foreach (var (row, from, to) in Rows(session, first, last))
        {
            taken.Add((Math.Max(from, first), Math.Min(to, last)));
            _ = to <= last
                ? session[DeleteToIndex].Bind(1, row).RunAndCount()
                : session[UpdateToIndex].Bind(1, row).Bind(2, last + 1).RunAndCount();
        }

        return taken;
    }

    private void Add(Dictionary<long, List<long>> rows, long number)
    {
        if (!rows.TryGetValue(number, out var list))
        {
            rows[number] = list = [];
        }

        list.Add(_last);
    }

    private IEnumerable<(long Row, long First, long Last)> Rows(Session session, long first, long last)
    {
        foreach (long row in _writers.GetValueOrDefault(EntryNumber.WriterLookup(first)) ?? [])
        {
            var find = session[FindToIndexByNo].Bind(1, row).Bind(2, first).Bind(3, last);
            if (find.Step())
            {
                var found = (row, find.Int64(0), find.Int64(1));
                find.Reset();
                yield return found;
            }
        }
    }
}
