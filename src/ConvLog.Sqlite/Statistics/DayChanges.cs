using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Which counted days (<see cref="CountedDays"/>) a transaction changes: those from which something is taken out that does not come in again as it was. Most
/// transactions write to today alone, which is not counted: that costs a look for each day.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
internal sealed class DayChanges(Session session)
{
    private const string FindDay = "SELECT 1 FROM counted_day WHERE kind = ?1 AND day = ?2";
    private const string DeleteDay = "DELETE FROM counted_day WHERE kind = ?1 AND day = ?2";

    // All that a day has of a turn or call.
    private static readonly string s_findTurn = $"""
        SELECT {Quoted("c.no", "t.no", "c.dims", "c.variant", "t.started", "t.failed", "t.model", "t.input_tokens", "t.output_tokens", "t.total_tokens", "t.details", "t.cost",
            "t.currency", "t.first_token")}
        FROM turn AS t JOIN conversation AS c ON c.no = t.conversation WHERE t.conversation = ?1 AND t.id = ?2
        """;

    private static readonly string s_findCall = $"""
        SELECT {Quoted("c.no", "k.no", "c.dims", "c.created", "k.name", "k.started", "k.duration", "k.outcome")}
        FROM call AS k JOIN conversation AS c ON c.no = k.conversation WHERE k.conversation = ?1 AND k.id = ?2
        """;

    private const string FindModelCall = "SELECT started, scope FROM model_call WHERE conversation = ?1 AND id = ?2";
    private const string FindModelCalls = "SELECT started / 864000000000 FROM model_call WHERE conversation = ?1";

    private const string FindTurnOfScope = """
        SELECT turn.started FROM scope JOIN turn ON turn.conversation = scope.conversation AND turn.id = scope.turn_id WHERE scope.no = ?1
        """;

    // How often each thing came in, less how often it was taken out; null of a day that is not counted.
    private readonly Dictionary<(CountedDayKind Kind, long Day), Dictionary<string, int>?> _days = [];

    /// <summary>Counts a turn, as its row is now.</summary>
    public void CountTurn(long day, long conversation, string id, int sign) => Count(CountedDayKind.Models, day, s_findTurn, conversation, id, sign);

    /// <summary>Counts a function call, as its row is now, on the day on which its conversation started.</summary>
    public void CountCall(long created, long conversation, string id, int sign)
        => Count(CountedDayKind.Calls, created / CountedDays.Ticks, s_findCall, conversation, id, sign);

    /// <summary>To be called before the row of a model call changes: its day changes, and that of its turn, whose usage is no call of its own then.</summary>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="id">The hash of the call's ID.</param>
    /// <param name="started">When it started, as it is written.</param>
    /// <param name="scope">Where it was made, as it is written.</param>
    public void ChangeModelCall(long conversation, long id, long started, long scope)
    {
        var kept = session[FindModelCall].Bind(1, conversation).Bind(2, id);
        if (kept.Step())
        {
            var (keptStarted, keptScope) = (kept.Int64(0), kept.Int64(1));
            kept.Reset();
            Change(keptStarted / CountedDays.Ticks);
            ChangeTurnOf(keptScope);
        }

        Change(started / CountedDays.Ticks);
        ChangeTurnOf(scope);
    }

    /// <summary>The days of a conversation's model calls.</summary>
    public List<long> DaysOfModelCalls(long conversation)
    {
        var days = new List<long>();
        var rows = session[FindModelCalls].Bind(1, conversation);
        while (rows.Step())
        {
            if (!days.Contains(rows.Int64(0)))
            {
                days.Add(rows.Int64(0));
            }
        }

        return days;
    }

    /// <summary>Says that a day of <see cref="CountedDayKind.Models"/> changes.</summary>
    public void Change(long day)
    {
        if (CountsOf(CountedDayKind.Models, day) is { } counts)
        {
            counts[""] = 1;
        }
    }

    /// <summary>Deletes the counts of days that changed. To be called at the end of the transaction.</summary>
    public void Write()
    {
        foreach (var ((kind, day), _) in _days.Where(static day => day.Value?.Any(static count => count.Value != 0) == true))
        {
            session[DeleteDay].Bind(1, (long)kind).Bind(2, day).Run();
        }
    }

    private static string Quoted(params IEnumerable<string> columns) => string.Join(" || ' ' || ", columns.Select(static column => $"quote({column})"));

    private void ChangeTurnOf(long scope)
    {
        if (session[FindTurnOfScope].Bind(1, scope).Scalar() is { } started)
        {
            Change(started / CountedDays.Ticks);
        }
    }

    private void Count(CountedDayKind kind, long day, string sql, long conversation, string id, int sign)
    {
        if (CountsOf(kind, day) is not { } counts)
        {
            return;
        }

        var row = session[sql].Bind(1, conversation).Bind(2, id);
        if (row.Step())
        {
            string counted = row.Text(0);
            row.Reset();
            counts[counted] = counts.GetValueOrDefault(counted) + sign;
        }
    }

    private Dictionary<string, int>? CountsOf(CountedDayKind kind, long day)
    {
        if (!_days.TryGetValue((kind, day), out var counts))
        {
            bool isCounted = session[FindDay].Bind(1, (long)kind).Bind(2, day).Scalar() is not null;
            _days[(kind, day)] = counts = isCounted ? new Dictionary<string, int>(StringComparer.Ordinal) : null;
        }

        return counts;
    }
}
