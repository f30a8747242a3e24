using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts calls: along an index to the conversations that may have one in the period, newest first, and of each its calls, until the report takes no more. No
/// roll-up of its own, so it costs by the conversations and calls that are examined.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">What is counted.</param>
/// <param name="withPii">Whether personal entries count as activity.</param>
internal sealed class CallReading(Session session, ICallReport report, bool withPii)
{
    /// <summary>Conversations that began in the period: dims, first tick, first that counts no more.</summary>
    public const string Begun = """
        SELECT no, created FROM conversation INDEXED BY conversation_dims WHERE dims = ?1 AND listed IN (0, 1) AND created >= ?2 AND created < ?3
        """;

    /// <summary>Conversations that began before the period and may have been active in it: first tick, the longest time they lasted.</summary>
    public const string GoingOn = """
        SELECT no, created, dims FROM conversation INDEXED BY conversation_span
        WHERE listed IN (0, 1) AND span = ?2 AND created >= ?1 - ?2 AND created < ?1 AND v_last >= ?1
        """;

    private const string FindSpans = """
        WITH RECURSIVE step (span) AS (
            SELECT min(span) FROM conversation INDEXED BY conversation_span WHERE listed = 1
            UNION ALL SELECT (SELECT min(c.span) FROM conversation AS c INDEXED BY conversation_span WHERE c.listed = 1 AND c.span > step.span) FROM step
            WHERE step.span IS NOT NULL)
        SELECT span FROM step WHERE span IS NOT NULL
        """;

    private const string FindId = "SELECT id FROM conversation WHERE no = ?1";

    private const string FindConversation
        = "SELECT id, created, agent, variant, v_entries, closed IS NOT NULL, v_last, a_last FROM conversation WHERE no = ?1";

    private readonly CallExamination _examination = report.Examination;
    private readonly ExaminedCallRows _rows = new(session, report);
    private readonly Dictionary<long, byte[]> _ids = [];

    public void Read()
    {
        foreach (var (number, created) in Newest())
        {
            var calls = _rows.CallsOf(number);
            if (calls.Count == 0)
            {
                continue;
            }

            var conversation = Read(number);
            if (!_examination.Take(Statement.TimeOf(created), calls.Count, conversation.Entries))
            {
                return;
            }

            conversation.Calls.AddRange(calls.Where(call => _examination.Includes(call)));
            if (report.IsDetailed && _examination.Query.Kind == CallTargetKind.Function)
            {
                _rows.AddLog(conversation, number, _examination.TakesEntries);
            }

            report.Add(conversation);
        }
    }

    private List<(long Number, long Created)> Newest()
    {
        var dims = StatisticsDims.Of(session, _examination.Query.Period);
        var found = new List<(long Number, long Created)>();
        foreach (long one in dims)
        {
            var rows = session[Begun].Bind(1, one).Bind(2, _examination.Series.FirstTick).Bind(3, _examination.Series.EndTick);
            while (rows.Step())
            {
                found.Add((rows.Int64(0), rows.Int64(1)));
            }
        }

        foreach (long span in Spans())
        {
            var rows = session[GoingOn].Bind(1, _examination.Series.FirstTick).Bind(2, span);
            while (rows.Step())
            {
                if (dims.Contains(rows.Int64(2)))
                {
                    found.Add((rows.Int64(0), rows.Int64(1)));
                }
            }
        }

        found.Sort((one, other) => other.Created.CompareTo(one.Created) is var order && order != 0
            ? order : IdOf(other.Number).AsSpan().SequenceCompareTo(IdOf(one.Number)));
        return found;
    }

    private List<long> Spans()
    {
        var spans = new List<long>();
        var rows = session[FindSpans];
        while (rows.Step())
        {
            spans.Add(rows.Int64(0));
        }

        return spans;
    }

    // Read only of conversations that began at the same moment as others.
    private byte[] IdOf(long number)
    {
        if (!_ids.TryGetValue(number, out byte[]? id))
        {
            var row = session[FindId].Bind(1, number);
            row.Step();
            _ids[number] = id = row.Bytes(0).ToArray();
            row.Reset();
        }

        return id;
    }

    private ExaminedConversation Read(long number)
    {
        var row = session[FindConversation].Bind(1, number);
        row.Step();
        var conversation = new ExaminedConversation
        {
            Id = row.Text(0),
            StartedAt = row.Time(1),
            AgentId = row.OptionalText(2),
            VariantId = row.OptionalText(3),
            Entries = row.Int64(4),
            HasEnded = row.Int64(5) != 0 || row.OptionalInt64(withPii ? 7 : 6) <= _examination.Query.IdleSince?.UtcTicks,
        };
        row.Reset();
        return conversation;
    }
}
