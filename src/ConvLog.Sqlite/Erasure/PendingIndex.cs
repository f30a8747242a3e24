using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// The entries and turns that are waiting to be indexed, by writer or turn. The index does not contain them, and what it does not contain must not be removed
/// from it. The list may be long and is not ordered by writer or turn, so it is read once, and later only its new rows are read.
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

    /// <summary>Reads new rows of the list. Called after conversations were removed and before any of their rows is deleted.</summary>
    public void Read(Session session)
    {
        var rows = session[FindToIndex].Bind(1, _last);
        while (rows.Step())
        {
            _last = rows.Int64(0);
            long first = rows.Int64(1);
            if (!rows.IsNull(2))
            {
                Add(_writers, EntryNumber.WriterOf(first));
                continue;
            }

            long last = rows.OptionalInt64(3) ?? first;
            for (long turn = first; turn <= last; turn++)
            {
                Add(_turns, turn);
            }
        }
    }

    /// <summary>Removes a turn from the list, with the turns of its conversation that were written with it, in a transaction that writes.</summary>
    public void RemoveTurn(Session session, long turn)
    {
        foreach (long row in _turns.GetValueOrDefault(turn) ?? [])
        {
            session[DeleteToIndex].Bind(1, row).Run();
        }
    }

    /// <summary>The listed entries of a range, which the index does not contain.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="first">The first number of the range, of one writer.</param>
    /// <param name="last">The last number.</param>
    public List<(long First, long Last)> Entries(Session session, long first, long last)
        => [.. Rows(session, first, last).Select(row => (Math.Max(row.First, first), Math.Min(row.Last, last)))];

    /// <summary>Removes the entries of a range from the list, in a transaction that writes.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="first">The first, of one writer.</param>
    /// <param name="last">The last.</param>
    /// <returns>The entries that were listed, which the index does not contain.</returns>
    public List<(long First, long Last)> RemoveEntries(Session session, long first, long last)
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
        foreach (long row in _writers.GetValueOrDefault(EntryNumber.WriterOf(first)) ?? [])
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
