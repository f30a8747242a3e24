using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts calls, from the newest conversations to the oldest: for counted days from their counts, for other days from the calls of the conversations that may
/// have one in the period, found by an index, until the report accepts no more.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">The report to fill.</param>
/// <param name="withPii">Whether personal entries count as activity.</param>
/// <param name="troubles">Reports damage.</param>
internal sealed class CallReading(Session session, ICallReport report, bool withPii, DatabaseTroubles troubles)
{
    /// <summary>Conversations that began in the period. Parameters: dims, first tick, first tick after it.</summary>
    public const string Begun = """
        SELECT no, created FROM conversation INDEXED BY conversation_dims WHERE dims = ?1 AND listed IN (0, 1) AND created >= ?2 AND created < ?3
        """;

    /// <summary>Conversations that began before the period and may have been active in it. Parameters: first tick, their maximum duration.</summary>
    public const string GoingOn = """
        SELECT no, created, dims FROM conversation INDEXED BY conversation_span
        WHERE listed IN (0, 1) AND span = ?2 AND created >= ?1 - ?2 AND created < ?1 AND v_last >= ?1
        """;

    private const string FindId = "SELECT id FROM conversation WHERE no = ?1";
    private const string FindCreated = "SELECT created FROM conversation WHERE no = ?1";
    private const string FindVariant = "SELECT variant FROM conversation WHERE no = ?1";

    private const string FindConversation
        = "SELECT id, created, agent, variant, v_entries, closed IS NOT NULL, v_last, a_last, channel FROM conversation WHERE no = ?1";

    private readonly CallExamination _examination = report.Examination;
    private readonly HashSet<long> _dims = StatisticsDims.Of(session, report.Examination.Query.Period);
    private readonly Dictionary<long, byte[]> _ids = [];

    private readonly ExaminedCallRows _rows = new(session, report.Examination.Query.Kind, report.Examination.Query.Name, report.Examination.Series.FirstTick,
        report.Examination.Series.EndTick, report.IsDetailed);

    public void Read()
    {
        var (first, end) = (_examination.Series.FirstTick, _examination.Series.EndTick);
        foreach (var (day, counted) in WholeDays(first, end))
        {
            if (!TryAdd(StartedIn((day + 1) * CountedDays.Ticks, end)) || !TryAdd(counted))
            {
                return;
            }

            end = day * CountedDays.Ticks;
        }

        _ = TryAdd(StartedIn(first, end)) && TryAdd(StartedBefore(first));
    }

    // Only the conversations of a named function are found in counts.
    private bool UsesCounts => _examination.Query is { VariantId: null } or { Kind: CallTargetKind.Function, Name: not null };

    // The days of which all calls count.
    private IEnumerable<(long Day, List<CountedTargets> Counted)> WholeDays(long first, long end)
    {
        if (!UsesCounts)
        {
            yield break;
        }

        foreach (var (day, parts) in new CountedDays(session, CallDay.KindOf(_examination.Query.Kind))
            .Read(first, end, _examination.Query.Period.IsUnfiltered ? static one => one == CountedDayPart.All : _dims.Contains, CountedCalls.Read, troubles))
        {
            if (CountedCalls.Whole(parts, _examination.Series) is { } counted)
            {
                yield return (day, counted);
            }
        }
    }

    // Calls of one variant, and entries and responses of function calls, are not counted by day: the conversations are read.
    private bool TryAdd(List<CountedTargets> counted)
    {
        bool areRead = _examination.Query.VariantId is not null
            || (report.IsDetailed && _examination is { Query.Kind: CallTargetKind.Function, CanAddEntries: true });
        var numbers = counted.SelectMany(one => areRead ? one.ConversationsOf(_examination.Query).Concat(one.Open) : one.Open);
        if (!TryAdd([.. numbers.Select(number => new ListedConversation(number, session[FindCreated].Bind(1, number).Scalar()!.Value))]))
        {
            return false;
        }

        if (!areRead)
        {
            counted.ForEach(one => one.AddTo(report));
        }

        return true;
    }

    // Whether the report accepts more.
    private bool TryAdd(List<ListedConversation> conversations)
    {
        conversations.Sort((one, other) => other.Created.CompareTo(one.Created) is var order && order != 0
            ? order : IdOf(other.Number).AsSpan().SequenceCompareTo(IdOf(one.Number)));
        return conversations.TrueForAll(TryAdd);
    }

    private bool TryAdd(ListedConversation listed)
    {
        if (!IsOfVariant(listed.Number))
        {
            return true;
        }

        var calls = _rows.CallsOf(listed.Number).ToList();
        if (calls.Count == 0)
        {
            return true;
        }

        var conversation = Read(listed.Number);
        if (!_examination.TryAdd(conversation.StartedAt, calls.Count, conversation.Entries))
        {
            return false;
        }

        conversation.Calls.AddRange(calls.Where(call => _examination.Includes(call)));
        _rows.AddLog(conversation, listed.Number, _examination.IncludesEntries);
        report.Add(conversation);
        return true;
    }

    private bool IsOfVariant(long number)
    {
        if (_examination.Query.VariantId is null)
        {
            return true;
        }

        var row = session[FindVariant].Bind(1, number);
        row.Step();
        string? variant = row.OptionalText(0);
        row.Reset();
        return _examination.IsOfVariant(variant);
    }

    private List<ListedConversation> StartedIn(long first, long end)
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

    private List<ListedConversation> StartedBefore(long first)
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

    // Read only for conversations that began at the same moment as others.
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
            Channel = row.OptionalText(8),
            Entries = row.Int64(4),
            HasEnded = row.Int64(5) != 0 || row.OptionalInt64(withPii ? 7 : 6) <= _examination.Query.IdleSince?.UtcTicks,
        };
        row.Reset();
        return conversation;
    }
}
