using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Keeps the statistics' roll-ups with one transaction: what a thing counted for is taken out before it first changes, and what it counts for at the end is
/// added. Counted days of which something changed are deleted.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="remembered">The roll-ups that were written last; null for none.</param>
internal sealed class RollUpChanges(Session session, RememberedCells? remembered = null)
{
    private const string FindStanding = "SELECT dims, user, created FROM conversation WHERE no = ?1 AND listed IS NOT NULL";

    private readonly Dictionary<long, TouchedConversation> _touched = [];
    private readonly CellChanges _cells = new(remembered ?? new RememberedCells());
    private readonly ActiveChanges _active = new();
    private readonly DayChanges _days = new(session);

    /// <summary>To be called before a turn's row or its ratings change, any number of times.</summary>
    public void TouchTurn(long conversation, string turnId)
    {
        var touched = Touched(conversation);
        if (!touched.IsAll && touched.Turns.Add(turnId) && touched.Before is { } before)
        {
            CountTurns(session[CountedTurn.One].Bind(1, conversation).Bind(2, turnId), conversation, before, sign: -1);
        }
    }

    /// <summary>To be called before a function event's row changes, any number of times.</summary>
    public void TouchCall(long conversation, string functionEventId)
    {
        var touched = Touched(conversation);
        if (!touched.IsAll && touched.Calls.Add(functionEventId) && touched.Before is { } before)
        {
            CountCalls(session[CountedCall.One].Bind(1, conversation).Bind(2, functionEventId), conversation, before, -1);
        }
    }

    /// <summary>To be called before a model call's row changes.</summary>
    public void TouchModelCall(long conversation, ModelCallRow call, long scope) => _days.ChangeModelCall(conversation, call.Id, call.Started, scope);

    /// <summary>To be called before a conversation's dims, user, variant, beginning or listed change, its first opening included, any times.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="first">All of its turns and calls, if they are not to be read; none of them is written after this.</param>
    public void TouchAll(long conversation, FirstRecords? first = null)
    {
        var touched = Touched(conversation, isNew: first is not null);
        touched.First = first;
        if (touched.IsAll)
        {
            return;
        }

        touched.IsAll = true;
        touched.DaysOfModelCalls = _days.DaysOfModelCalls(conversation);
        if (touched.Before is { } before)
        {
            // What was touched one by one is out already, and its row may have changed since.
            CountTurns(session[CountedTurn.OfConversation].Bind(1, conversation), conversation, before, sign: -1, but: touched.Turns);
            CountCalls(session[CountedCall.OfConversation].Bind(1, conversation), conversation, before, sign: -1, but: touched.Calls);
        }
    }

    /// <summary>To be called at the end of the transaction, when all rows stand as they will.</summary>
    public void Complete()
    {
        foreach (var (conversation, touched) in _touched)
        {
            touched.Now = GroupOf(conversation);
            if (touched.Now is { } now)
            {
                Add(conversation, touched, now);
            }

            if (touched.Now?.Dims != touched.Before?.Dims)
            {
                touched.DaysOfModelCalls.ForEach(day => _days.Change(day));
            }
        }

        _cells.Write(session);
        _active.Write(session, _touched);
        _days.Write();
    }

    private void Add(long conversation, TouchedConversation touched, StatisticsGroup now)
    {
        if (touched.First is { } first)
        {
            foreach (var turn in first.Turns)
            {
                Count(CountedTurn.Of(turn.Record), conversation, now, sign: 1);
            }

            foreach (var call in first.Calls)
            {
                Count(CountedCall.Of(call.Record), conversation, now, sign: 1);
            }

            return;
        }

        if (touched.IsAll)
        {
            CountTurns(session[CountedTurn.OfConversation].Bind(1, conversation), conversation, now, sign: 1);
            CountCalls(session[CountedCall.OfConversation].Bind(1, conversation), conversation, now, sign: 1);
            return;
        }

        foreach (string turn in touched.Turns)
        {
            CountTurns(session[CountedTurn.One].Bind(1, conversation).Bind(2, turn), conversation, now, sign: 1);
        }

        foreach (string call in touched.Calls)
        {
            CountCalls(session[CountedCall.One].Bind(1, conversation).Bind(2, call), conversation, now, sign: 1);
        }
    }

    private TouchedConversation Touched(long conversation, bool isNew = false)
    {
        if (!_touched.TryGetValue(conversation, out var touched))
        {
            _touched[conversation] = touched = new TouchedConversation(isNew ? null : GroupOf(conversation));
        }

        return touched;
    }

    private StatisticsGroup? GroupOf(long conversation)
    {
        var find = session[FindStanding].Bind(1, conversation);
        if (!find.Step())
        {
            return null;
        }

        var group = new StatisticsGroup(find.Int64(0), find.OptionalInt64(1), find.Int64(2));
        find.Reset();
        return group;
    }

    private void CountTurns(Statement rows, long conversation, StatisticsGroup group, int sign, HashSet<string>? but = null)
    {
        while (rows.Step())
        {
            var turn = CountedTurn.Read(rows);
            if (but?.Contains(turn.Turn.Id) != true)
            {
                Count(turn, conversation, group, sign);
            }
        }
    }

    private void Count(in CountedTurn turn, long conversation, StatisticsGroup group, int sign)
    {
        _cells.Count(turn, group.Dims, sign);
        _active.Count(turn.Quarter, group.Dims, conversation, sign);
        _days.CountTurn(turn.Quarter / QuarterHour.PerDay, conversation, turn.Turn.Id, sign);
    }

    private void CountCalls(Statement rows, long conversation, StatisticsGroup group, int sign, HashSet<string>? but = null)
    {
        while (rows.Step())
        {
            var call = CountedCall.Read(rows);
            if (but?.Contains(call.Call.Id) != true)
            {
                Count(call, conversation, group, sign);
            }
        }
    }

    private void Count(in CountedCall call, long conversation, StatisticsGroup group, int sign)
    {
        _cells.Count(call, group.Dims, sign);
        _days.CountCall(group.Created, conversation, call.Call.Id, sign);
    }
}
