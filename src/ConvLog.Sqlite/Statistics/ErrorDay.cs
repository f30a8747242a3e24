using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A day of <see cref="CountedDayKind.Errors"/>: <see cref="CountedErrors"/> for each dims, and for all dims except debugging.</summary>
internal static class ErrorDay
{
    private const string FindDims = "SELECT no FROM dims ORDER BY no";

    /// <summary>Counts a day from its rows.</summary>
    public static List<CountedDayPart> Count(Session session, long day)
    {
        var rows = new ErrorRows(session);
        HashSet<long> debugging = [.. session[StatisticsDay.FindDebugging].Numbers()];
        var all = new CountedErrors();
        var parts = new List<CountedDayPart>();
        foreach (long dims in session[FindDims].Numbers())
        {
            var part = new CountedErrors();
            foreach (var conversation in rows.Newest([dims], day * CountedDays.Ticks, (day + 1) * CountedDays.Ticks))
            {
                part.Add(Statement.TimeOf(conversation.Created), conversation.Errors);
                rows.Read(conversation, part.Add);
            }

            if (part.Errors == 0)
            {
                continue;
            }

            parts.Add(new CountedDayPart(dims, part.ToBytes()));
            if (!debugging.Contains(dims))
            {
                all.Add(part);
            }
        }

        return [new(CountedDayPart.All, all.ToBytes()), .. parts];
    }
}
