using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Finds the error messages of a period: the conversations with errors by an index, newest first, and their errors by another. They are not counted in advance,
/// because a message may contain anything, and each would be a row of its own.
/// </summary>
internal static class ErrorMessageReading
{
    // Each conversation has at least one error, so this many are enough; one more shows that others follow.
    private const int MostConversations = ErrorMessageReport.MostErrors + 1;
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1";

    /// <summary>Conversations with errors. Parameters: dims, first tick, first tick after the period, maximum number.</summary>
    public const string Conversations = """
        SELECT no, created, v_errors, id FROM conversation INDEXED BY conversation_error_dims
        WHERE dims = ?1 AND created >= ?2 AND created < ?3 AND v_errors > 0 ORDER BY created DESC LIMIT ?4
        """;

    /// <summary>Errors of an opening. Parameters: the first number, the last number.</summary>
    public const string Errors = "SELECT content, time FROM entry INDEXED BY entry_error WHERE kind = 2 AND no BETWEEN ?1 AND ?2";

    public static void Read(Session session, StatisticsQuery query, ErrorMessageReport report)
    {
        foreach (var (number, created, errors, _) in Newest(session, StatisticsDims.Of(session, query), report))
        {
            if (!report.TryAdd(Statement.TimeOf(created), errors))
            {
                return;
            }

            foreach (long writer in Writers(session, number))
            {
                Add(session, writer, report);
            }
        }
    }

    private static IEnumerable<(long Number, long Created, long Errors, byte[] Id)> Newest(Session session, HashSet<long> dims, ErrorMessageReport report)
    {
        var found = new List<(long Number, long Created, long Errors, byte[] Id)>();
        foreach (long one in dims)
        {
            var rows = session[Conversations].Bind(1, one).Bind(2, report.FirstTick).Bind(3, report.EndTick).Bind(4, MostConversations);
            while (rows.Step())
            {
                found.Add((rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Bytes(3).ToArray()));
            }
        }

        found.Sort(static (one, other) => other.Created.CompareTo(one.Created) is var order && order != 0
            ? order : other.Id.AsSpan().SequenceCompareTo(one.Id));
        return found;
    }

    private static List<long> Writers(Session session, long conversation) => session[FindWriter].Bind(1, conversation).Numbers();

    private static void Add(Session session, long writer, ErrorMessageReport report)
    {
        var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
        var rows = session[Errors].Bind(1, first).Bind(2, last);
        while (rows.Step())
        {
            report.Add(rows.Text(0), rows.Time(1));
        }
    }
}
