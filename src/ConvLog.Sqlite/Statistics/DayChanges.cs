using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Deletes counted days (<see cref="CountedDays"/>) in the transaction that changes what they count. Most transactions write to today alone, which is not
/// counted: that costs a look for each day.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
internal sealed class DayChanges(Session session)
{
    // Of a day that is not counted, it is the look.
    private const string DeleteDay = "DELETE FROM counted_day WHERE kind = ?1 AND day = ?2";
    private const string FindTurn = "SELECT started FROM turn WHERE conversation = ?1 AND id = ?2";
    private const string FindCreated = "SELECT created FROM conversation WHERE no = ?1";
    private const string FindModelCall = "SELECT started, scope FROM model_call WHERE conversation = ?1 AND id = ?2";

    private const string FindTurnOfScope = """
        SELECT turn.started FROM scope JOIN turn ON turn.conversation = scope.conversation AND turn.id = scope.turn_id WHERE scope.no = ?1
        """;

    /// <summary>The days of all that is counted of a conversation.</summary>
    public const string FindDays = """
        SELECT started / 864000000000 FROM turn WHERE conversation = ?1 UNION SELECT started / 864000000000 FROM call WHERE conversation = ?1
        UNION SELECT started / 864000000000 FROM model_call WHERE conversation = ?1
        """;

    private readonly HashSet<(CountedDayKind Kind, long Day)> _changed = [];
    private readonly HashSet<long> _withCalls = [];

    /// <summary>Says that a turn changes.</summary>
    /// <param name="before">When it started, as its row has it; null where it has none.</param>
    /// <param name="started">When it started, as it is written.</param>
    public void ChangeTurn(long? before, long started) => Change(before, started);

    /// <summary>Says that a rating of a turn changes, which may have no row yet.</summary>
    public void ChangeRating(long conversation, string turnId)
    {
        if (session[FindTurn].Bind(1, conversation).Bind(2, turnId).Scalar() is { } started)
        {
            Change(started);
        }
    }

    /// <summary>Says that a function call changes.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="before">When it started, as its row has it; null where it has none.</param>
    /// <param name="started">When it started, as it is written.</param>
    public void ChangeCall(long conversation, long? before, long started)
    {
        Change(before, started);
        ChangeCalls(conversation);
    }

    /// <summary>Says that a call of a function, endpoint or model changes.</summary>
    public void ChangeCalls(long conversation)
    {
        if (_withCalls.Add(conversation) && session[FindCreated].Bind(1, conversation).Scalar() is { } created)
        {
            Change(created, CountedDayKind.Calls);
        }
    }

    /// <summary>
    /// To be called before the row of a model call changes: its day changes, and that of its turn, whose usage is no call of its own then.
    /// </summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="call">The call, as it is written.</param>
    /// <param name="scope">Where it was made, as it is written.</param>
    public void ChangeModelCall(long conversation, ModelCallRow call, long scope)
    {
        var kept = session[FindModelCall].Bind(1, conversation).Bind(2, call.Id);
        if (kept.Step())
        {
            var (started, keptScope) = (kept.Int64(0), kept.Int64(1));
            kept.Reset();
            Change(started);
            ChangeTurnOf(keptScope);
        }

        Change(call.Started);
        ChangeTurnOf(scope);
        ChangeCalls(conversation);
    }

    /// <summary>To be called before a conversation's dims, user, variant, beginning or listed change, and before it is deleted.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="created">When it begins, as it is written; null where that stays.</param>
    /// <param name="isNew">Whether all that it has was written in this transaction.</param>
    public void ChangeAll(long conversation, long? created = null, bool isNew = false)
    {
        if (created is { } begun)
        {
            Change(begun, CountedDayKind.Calls);
        }

        if (isNew)
        {
            return;
        }

        if (session[FindCreated].Bind(1, conversation).Scalar() is { } before)
        {
            Change(before, CountedDayKind.Calls);
        }

        var rows = session[FindDays].Bind(1, conversation);
        while (rows.Step())
        {
            ChangeDay(CountedDayKind.Statistics, rows.Int64(0));
        }
    }

    private void ChangeTurnOf(long scope)
    {
        if (session[FindTurnOfScope].Bind(1, scope).Scalar() is { } started)
        {
            Change(started);
        }
    }

    private void Change(long? before, long started)
    {
        if (before is { } kept)
        {
            Change(kept);
        }

        Change(started);
    }

    private void Change(long tick, CountedDayKind kind = CountedDayKind.Statistics) => ChangeDay(kind, tick / CountedDays.Ticks);

    private void ChangeDay(CountedDayKind kind, long day)
    {
        if (_changed.Add((kind, day)))
        {
            session[DeleteDay].Bind(1, (long)kind).Bind(2, day).Run();
        }
    }
}
