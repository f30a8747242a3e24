using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts error messages, from the newest conversations to the oldest: for counted days from their counts, for other days from their entries, until the report
/// accepts no more.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">The report to fill.</param>
/// <param name="troubles">Reports damage.</param>
internal sealed class ErrorMessageReading(Session session, ErrorMessageReport report, DatabaseTroubles troubles)
{
    // Each conversation has at least one error, so this many are enough; one more shows that others follow.
    private const int MostConversations = ErrorMessageReport.MostErrors + 1;

    private readonly ErrorRows _rows = new(session);

    public void Read(StatisticsQuery query)
    {
        var dims = StatisticsDims.Of(session, query);
        long end = report.EndTick;
        foreach (var (day, parts) in new CountedDays(session, CountedDayKind.Errors)
            .Read(report.FirstTick, end, query.IsUnfiltered ? static one => one == CountedDayPart.All : dims.Contains, CountedErrors.Read, troubles))
        {
            long next = (day + 1) * CountedDays.Ticks;
            if (!TryAdd(dims, next, end))
            {
                return;
            }

            end = parts.TrueForAll(static part => part is not null) && report.TryAdd(parts.ConvertAll(static part => part!)) ? day * CountedDays.Ticks : next;
        }

        _ = TryAdd(dims, report.FirstTick, end);
    }

    // Whether the report accepts more.
    private bool TryAdd(HashSet<long> dims, long first, long end)
    {
        foreach (var conversation in first < end ? _rows.Newest(dims, first, end, MostConversations) : [])
        {
            if (!report.TryAdd(Statement.TimeOf(conversation.Created), conversation.Errors))
            {
                return false;
            }

            _rows.Read(conversation, report.Add);
        }

        return true;
    }
}
