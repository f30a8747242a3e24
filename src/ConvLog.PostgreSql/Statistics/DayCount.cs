using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>The conversations of a day, counted from their rows.</summary>
internal sealed class DayCount
{
    // The number of conversations whose calls are read at a time.
    private const int MostConversations = 500;

    private static readonly string s_findSpan = $"""
        SELECT min(started), max(started)
        FROM (SELECT t.started FROM #.turn t WHERE {StatisticsScope.OfDay("t")} UNION ALL SELECT k.started FROM #.call k WHERE {StatisticsScope.OfDay("k")}
            UNION ALL SELECT m.started FROM #.model_call m WHERE {StatisticsScope.OfDay("m")}
            UNION ALL SELECT f.time FROM #.fact f WHERE {StatisticsScope.OfDay("f")} AND f.no > 0 AND f.kind = 0) AS counted
        """;

    private static readonly string s_findConversations = $"""
        SELECT c.conversation, c.created, c.id, c.variant, {DayPart.Columns} FROM #.conversation c
        WHERE {StatisticsScope.OfDay("c")} AND c.listed IS NOT NULL ORDER BY c.conversation
        """;

    private readonly Dictionary<DayPart, CountedPart> _parts = [];
    private readonly Dictionary<DayPart, CountedCalls> _calls = [];

    private DayCount()
    {
    }

    public IReadOnlyDictionary<DayPart, CountedPart> Parts => _parts;

    /// <summary>Calls of functions, endpoints and models.</summary>
    public IReadOnlyDictionary<DayPart, CountedCalls> Calls => _calls;

    /// <summary>The calls of all conversations except debugging.</summary>
    public CountedCalls AllCalls { get; } = new();

    /// <summary>The quarter hour in which the first of the counted items started.</summary>
    public long First { get; private set; }

    /// <summary>The quarter hour in which the last one started; below <see cref="First"/> if there are none.</summary>
    public long Last { get; private set; } = -1;

    /// <summary>Counts a day.</summary>
    /// <param name="session">The connection, in a transaction.</param>
    /// <param name="day">The day, as in partitions.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<DayCount> OfAsync(Session session, int day, CancellationToken cancellationToken)
    {
        var counted = new DayCount();
        var reads = new QueryBatch(session);
        StatisticsFilter.AddSettings(reads);
        reads.Add(s_findSpan, [day], counted.AddSpan);
        new StatisticsStatements(counted.PartOf, static row => row.Int64(0), hasModels: true).AddOfDay(reads, day);
        var conversations = new List<DayConversation>();
        reads.Add(s_findConversations, [day], row => conversations.Add(new DayConversation(row)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var some in conversations.Chunk(MostConversations))
        {
            foreach (var kind in Enum.GetValues<CallTargetKind>())
            {
                await counted.AddCallsAsync(reads, day, kind, some, cancellationToken).ConfigureAwait(false);
            }
        }

        return counted;
    }

    private async ValueTask AddCallsAsync(QueryBatch reads, int day, CallTargetKind kind, DayConversation[] conversations, CancellationToken cancellationToken)
    {
        var examined = Array.ConvertAll(conversations, static conversation => conversation.ToExamined());
        var calls = new ExaminedCallRows(kind, name: null, long.MinValue, long.MaxValue, isDetailed: true,
            [.. conversations.Zip(examined, (conversation, one) => new CountedConversation(conversation.Number, day, one, WithEntries: false))]);
        calls.Add(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        calls.End();
        foreach (var (conversation, one) in conversations.Zip(examined))
        {
            (_calls.TryGetValue(conversation.Part, out var part) ? part : _calls[conversation.Part] = new CountedCalls()).Add(kind, one, conversation.Number);
            if (conversation.Part.Environment != ConversationEnvironment.Debug)
            {
                AllCalls.Add(kind, one, conversation.Number);
            }
        }
    }

    private void AddSpan(Row row)
    {
        if (!row.IsNull(0))
        {
            (First, Last) = (row.Int64(0) / QuarterHour.Ticks, row.Int64(1) / QuarterHour.Ticks);
        }
    }

    private CountedPart PartOf(Row row)
    {
        var of = DayPart.Of(row);
        return _parts.TryGetValue(of, out var part) ? part : _parts[of] = new CountedPart();
    }

    private sealed class DayConversation(Row row)
    {
        private readonly DateTimeOffset _startedAt = row.Time(1);
        private readonly string _id = row.Text(2);
        private readonly string? _variant = row.OptionalText(3);

        public long Number { get; } = row.Int64(0);

        public DayPart Part { get; } = DayPart.Of(row);

        public ExaminedConversation ToExamined()
            => new() { Id = _id, StartedAt = _startedAt, AgentId = Part.Agent, VariantId = _variant, Channel = Part.Channel };
    }
}
