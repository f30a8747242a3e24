using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>By how much a transaction changes what turns and calls add up to.</summary>
/// <param name="remembered">The roll-ups that were written last.</param>
internal sealed class CellChanges(RememberedCells remembered)
{
    private readonly Dictionary<RollUpKey, StatisticsCell> _turns = [];
    private readonly Dictionary<RollUpKey, FunctionCell> _calls = [];

    public void Count(in CountedTurn turn, long dims, int sign)
    {
        var key = new RollUpKey(RollUpKind.Turns, turn.Quarter, dims, "");
        if (!_turns.TryGetValue(key, out var cell))
        {
            _turns[key] = cell = new StatisticsCell();
        }

        cell.Count(turn.Turn, turn.User, turn.Team, sign);
    }

    public void Count(in CountedCall call, long dims, int sign)
        => CellOf(_calls, new RollUpKey(RollUpKind.Calls, call.Quarter, dims, call.Call.Name)).Count(call.Call, sign);

    public void Write(Session session)
    {
        var rows = new RollUpRows(session);
        foreach (var (key, change) in _turns.Where(static change => !change.Value.IsEmpty))
        {
            Write(rows, key, change, () => Recount.Turns(session, key));
        }

        var days = new Dictionary<RollUpKey, FunctionCell>();
        foreach (var (key, change) in _calls.Where(static change => !change.Value.IsEmpty))
        {
            days[key.Day] = days.TryGetValue(key.Day, out var day) ? Sum(day, change) : change;
            Write(rows, key, change, () => Recount.Calls(session, key));
        }

        foreach (var (key, change) in days.Where(static change => !change.Value.IsEmpty))
        {
            Write(rows, key, change, () => Recount.Calls(session, key));
        }
    }

    private static FunctionCell CellOf(Dictionary<RollUpKey, FunctionCell> cells, in RollUpKey key)
    {
        if (!cells.TryGetValue(key, out var cell))
        {
            cells[key] = cell = new FunctionCell();
        }

        return cell;
    }

    private static FunctionCell Sum(FunctionCell a, FunctionCell b)
    {
        var sum = new FunctionCell();
        sum.Add(a);
        sum.Add(b);
        return sum;
    }

    // Of a damaged row, all is counted again: what changes is in it already.
    private void Write<T>(RollUpRows rows, in RollUpKey key, T change, Func<T> recount)
        where T : class, IRollUpCell<T>, new()
    {
        byte[] kept = rows.Find(key, out bool isDamaged);
        T cell;
        if (isDamaged)
        {
            cell = recount();
        }
        else
        {
            cell = remembered.Take<T>(key, kept) ?? (kept.Length == 0 ? new T() : T.Read(kept));
            cell.Add(change);
        }

        byte[] bytes = cell.IsEmpty ? [] : cell.ToBytes();
        rows.Put(key, bytes);
        remembered.Keep(key, bytes, cell);
    }
}
