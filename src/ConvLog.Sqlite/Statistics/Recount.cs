using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts again, from the turns and calls themselves, what a damaged roll-up no longer tells. Looks at all there are: slow, and only for damage.
/// </summary>
internal static class Recount
{
    private const string ActiveOfTime = """
        SELECT turn.conversation, conversation.user, count(*) FROM turn JOIN conversation ON conversation.no = turn.conversation
        WHERE turn.started >= ?1 AND turn.started < ?2 AND conversation.dims = ?3 AND conversation.listed IS NOT NULL
        GROUP BY turn.conversation ORDER BY turn.conversation
        """;

    public static StatisticsCell Turns(Session session, in RollUpKey key)
    {
        var cell = new StatisticsCell();
        var rows = OfTime(session[CountedTurn.OfTime], key.At, quarters: 1, key.Dims);
        while (rows.Step())
        {
            var turn = CountedTurn.Read(rows);
            cell.Count(turn.Turn, turn.User, turn.Team);
        }

        return cell;
    }

    public static FunctionCell Calls(Session session, in RollUpKey key)
    {
        var cell = new FunctionCell();
        int quarters = key.Kind == RollUpKind.CallsOfDay ? QuarterHour.PerDay : 1;
        var rows = OfTime(session[CountedCall.OfTime], key.At * quarters, quarters, key.Dims).Bind(4, key.Name);
        while (rows.Step())
        {
            cell.Count(CountedCall.Read(rows).Call);
        }

        return cell;
    }

    public static List<ActiveMember> Active(Session session, long quarter, long dims)
    {
        var members = new List<ActiveMember>();
        var rows = OfTime(session[ActiveOfTime], quarter, quarters: 1, dims);
        while (rows.Step())
        {
            members.Add(new ActiveMember(rows.Int64(0), rows.OptionalInt64(1), rows.Int64(2)));
        }

        return members;
    }

    private static Statement OfTime(Statement statement, long quarter, int quarters, long dims)
        => statement.Bind(1, quarter * QuarterHour.Ticks).Bind(2, (quarter + quarters) * QuarterHour.Ticks).Bind(3, dims);
}
