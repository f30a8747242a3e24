using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Deletes counted days (<see cref="CountedDays"/>) in the transaction that changes the counted records. Most transactions only write to today, which is not
/// counted: that costs one lookup for each day.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
internal sealed class DayChanges(Session session)
{
    // For a day that is not counted, this is the lookup.
    private const string DeleteDay = "DELETE FROM counted_day WHERE kind = ?1 AND day = ?2";
    private const string FindTurn = "SELECT started FROM turn WHERE conversation = ?1 AND id = ?2";
    private const string FindCreated = "SELECT created FROM conversation WHERE no = ?1";
    private const string FindModelCall = "SELECT started, scope FROM model_call WHERE conversation = ?1 AND id = ?2";

    private const string FindTurnOfScope = """
        SELECT turn.started FROM scope JOIN turn ON turn.conversation = scope.conversation AND turn.id = scope.turn_id WHERE scope.no = ?1
        """;

    /// <summary>The days of all counted records of a conversation.</summary>
    public const string FindDays = """
        SELECT started / 864000000000 FROM turn WHERE conversation = ?1 UNION SELECT started / 864000000000 FROM call WHERE conversation = ?1
        UNION SELECT started / 864000000000 FROM model_call WHERE conversation = ?1
        """;

    private static readonly CountedDayKind[] s_ofConversations
        = [CountedDayKind.Functions, CountedDayKind.Endpoints, CountedDayKind.Models, CountedDayKind.Errors];

    private readonly HashSet<(CountedDayKind Kind, long Day)> _changed = [];
    private readonly HashSet<(CountedDayKind Kind, long Conversation)> _ofConversations = [];

    /// <summary>Records a change of a turn.</summary>
    /// <param name="before">When it started, according to its row; null if it has no row.</param>
    /// <param name="started">When it started, according to the new revision.</param>
    public void ChangeTurn(long? before, long started) => Change(before, started);

    /// <summary>Records a change of the rating of a turn, which may have no row yet.</summary>
    public void ChangeRating(long conversation, string turnId)
    {
        if (session[FindTurn].Bind(1, conversation).Bind(2, turnId).Scalar() is { } started)
        {
            Change(started);
        }
    }

    /// <summary>Records a change of a function call.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="before">When it started, according to its row; null if it has no row.</param>
    /// <param name="started">When it started, according to the new revision.</param>
    public void ChangeCall(long conversation, long? before, long started)
    {
        Change(before, started);
        ChangeConversation(conversation, CountedDayKind.Functions);
    }

    /// <summary>Records a new API response, which is one of an endpoint and may be one of a function call.</summary>
    public void ChangeResponses(long conversation)
    {
        ChangeConversation(conversation, CountedDayKind.Endpoints);
        ChangeConversation(conversation, CountedDayKind.Functions);
    }

    /// <summary>Records a new error entry.</summary>
    public void ChangeErrors(long conversation) => ChangeConversation(conversation, CountedDayKind.Errors);

    /// <summary>
    /// Called before the row of a model call changes: this changes its day, and that of its turn, whose usage then no longer counts as a call of its own.
    /// </summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="call">The call as it is to be written.</param>
    /// <param name="scope">Its scope as it is to be written.</param>
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
        ChangeConversation(conversation, CountedDayKind.Models);
    }

    /// <summary>Called before the dims, user, variant, beginning or listing of a conversation change, and before it is deleted.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="created">Its beginning as it is to be written; null if that does not change.</param>
    /// <param name="isNew">Whether all of its records were written in this transaction.</param>
    public void ChangeAll(long conversation, long? created = null, bool isNew = false)
    {
        if (created is { } begun)
        {
            ChangeConversations(begun);
        }

        if (isNew)
        {
            return;
        }

        if (session[FindCreated].Bind(1, conversation).Scalar() is { } before)
        {
            ChangeConversations(before);
        }

        var rows = session[FindDays].Bind(1, conversation);
        while (rows.Step())
        {
            ChangeDay(CountedDayKind.Statistics, rows.Int64(0));
        }
    }

    // The counts of a kind on the day on which a conversation began.
    private void ChangeConversation(long conversation, CountedDayKind kind)
    {
        if (_ofConversations.Add((kind, conversation)) && session[FindCreated].Bind(1, conversation).Scalar() is { } created)
        {
            Change(created, kind);
        }
    }

    // All counts of the conversations of a day.
    private void ChangeConversations(long created)
    {
        foreach (var kind in s_ofConversations)
        {
            Change(created, kind);
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
