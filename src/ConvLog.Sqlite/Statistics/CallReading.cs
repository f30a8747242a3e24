using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts calls: along an index to the conversations that may have one in the period, newest first, and of each its calls, until the report takes no more. So
/// it costs by the conversations and calls that are examined; what completed on days that are over is read from <see cref="CallDay"/>.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">What is counted.</param>
/// <param name="withPii">Whether personal entries count as activity.</param>
/// <param name="troubles">Where damage is told.</param>
internal sealed class CallReading(Session session, ICallReport report, bool withPii, DatabaseTroubles troubles)
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

    private const string FindId = "SELECT id FROM conversation WHERE no = ?1";

    private const string FindConversation
        = "SELECT id, created, agent, variant, v_entries, closed IS NOT NULL, v_last, a_last FROM conversation WHERE no = ?1";

    private readonly CallExamination _examination = report.Examination;
    private readonly ExaminedCallRows _rows = new(session, report);
    private readonly HashSet<long> _dims = StatisticsDims.Of(session, report.Examination.Query.Period);
    private readonly Dictionary<long, byte[]> _ids = [];

    public void Read()
    {
        foreach (var part in Parts())
        {
            part.Sort((one, other) => other.Created.CompareTo(one.Created) is var order && order != 0
                ? order : IdOf(other.Number).AsSpan().SequenceCompareTo(IdOf(one.Number)));
            if (!part.TrueForAll(Take))
            {
                return;
            }
        }
    }

    // Whether the report may take more.
    private bool Take(ListedConversation listed)
    {
        var calls = listed.Calls is { } all ? _rows.Examined(all) : _rows.CallsOf(listed.Number);
        if (calls.Count == 0)
        {
            return true;
        }

        // A list of calls names conversations only where a call did not complete.
        bool isNamed = report.IsDetailed || !calls.TrueForAll(static call => call.IsCompleted);
        var conversation = isNamed ? Read(listed.Number) : new ExaminedConversation { Id = "", StartedAt = Statement.TimeOf(listed.Created) };
        if (!_examination.Take(Statement.TimeOf(listed.Created), calls.Count, conversation.Entries))
        {
            return false;
        }

        conversation.Calls.AddRange(calls.Where(call => _examination.Includes(call)));
        if (report.IsDetailed && _examination.Query.Kind == CallTargetKind.Function)
        {
            _rows.AddLog(conversation, listed.Number, _examination.TakesEntries);
        }

        report.Add(conversation);
        return true;
    }

    // Each part has conversations that started before all of the part before it.
    private IEnumerable<List<ListedConversation>> Parts()
    {
        var (first, end) = (_examination.Series.FirstTick, _examination.Series.EndTick);
        if (!report.IsDetailed && _examination.Query.Kind == CallTargetKind.Function)
        {
            foreach (var (day, parts) in new CountedDays(session, CountedDayKind.Calls).Read(first, end, static _ => true, troubles))
            {
                yield return BegunIn((day + 1) * CountedDays.Ticks, end);
                yield return CallDay.Read(parts[0], _dims);
                end = day * CountedDays.Ticks;
            }
        }

        yield return BegunIn(first, end);
        yield return BegunBefore(first);
    }

    private List<ListedConversation> BegunIn(long first, long end)
    {
        var found = new List<ListedConversation>();
        if (first >= end)
        {
            return found;
        }

        foreach (long dims in _dims)
        {
            var rows = session[Begun].Bind(1, dims).Bind(2, first).Bind(3, end);
            while (rows.Step())
            {
                found.Add(new ListedConversation(rows.Int64(0), rows.Int64(1)));
            }
        }

        return found;
    }

    private List<ListedConversation> BegunBefore(long first)
    {
        var found = new List<ListedConversation>();
        foreach (long span in new PeriodConversations(session).Spans)
        {
            var rows = session[GoingOn].Bind(1, first).Bind(2, span);
            while (rows.Step())
            {
                if (_dims.Contains(rows.Int64(2)))
                {
                    found.Add(new ListedConversation(rows.Int64(0), rows.Int64(1)));
                }
            }
        }

        return found;
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
