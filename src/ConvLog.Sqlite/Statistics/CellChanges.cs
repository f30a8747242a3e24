using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>By how much a transaction changes what turns and calls add up to.</summary>
internal sealed class CellChanges
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
            Write(session, rows, key, change);
        }

        var days = new Dictionary<RollUpKey, FunctionCell>();
        foreach (var (key, change) in _calls.Where(static change => !change.Value.IsEmpty))
        {
            CellOf(days, key.Day).Add(change);
            Write(session, rows, key, change);
        }

        foreach (var (key, change) in days.Where(static change => !change.Value.IsEmpty))
        {
            Write(session, rows, key, change);
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

    private static void Write(Session session, RollUpRows rows, in RollUpKey key, StatisticsCell change)
    {
        byte[] kept = rows.Find(key, out bool isDamaged);
        if (kept.Length > 0)
        {
            change.AddBytes(kept);
        }

        var cell = isDamaged ? Recount.Turns(session, key) : change;
        rows.Put(key, cell.IsEmpty ? [] : cell.ToBytes());
    }

    private static void Write(Session session, RollUpRows rows, in RollUpKey key, FunctionCell change)
    {
        byte[] kept = rows.Find(key, out bool isDamaged);
        if (kept.Length > 0)
        {
            change.AddBytes(kept);
        }

        var cell = isDamaged ? Recount.Calls(session, key) : change;
        rows.Put(key, cell.IsEmpty ? [] : cell.ToBytes());
    }
}
