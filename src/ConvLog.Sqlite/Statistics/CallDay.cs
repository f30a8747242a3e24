using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>The calls of one kind in the conversations of a day: <see cref="CountedCalls"/> for each dims, and for all dims except debugging.</summary>
internal static class CallDay
{
    private const string Conversations = """
        SELECT no, created, dims, listed, id, agent, variant, channel FROM conversation INDEXED BY conversation_created
        WHERE listed IN (0, 1) AND created >= ?1 AND created < ?2
        """;

    /// <summary>The kind of counts of a kind of calls.</summary>
    public static CountedDayKind KindOf(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => CountedDayKind.Functions,
        CallTargetKind.Endpoint => CountedDayKind.Endpoints,
        _ => CountedDayKind.Models,
    };

    /// <summary>Counts a day from its rows.</summary>
    public static List<CountedDayPart> Count(Session session, long day, CallTargetKind kind)
    {
        var calls = new ExaminedCallRows(session, kind, name: null, long.MinValue, long.MaxValue, isDetailed: true);
        var all = new CountedCalls();
        var parts = new SortedDictionary<long, CountedCalls>();
        var rows = session[Conversations].Bind(1, day * CountedDays.Ticks).Bind(2, (day + 1) * CountedDays.Ticks);
        while (rows.Step())
        {
            var (number, dims, isListed) = (rows.Int64(0), rows.Int64(2), rows.Int64(3) != 0);
            var conversation = new ExaminedConversation
            {
                Id = rows.Text(4),
                StartedAt = rows.Time(1),
                AgentId = rows.OptionalText(5),
                VariantId = rows.OptionalText(6),
                Channel = rows.OptionalText(7),
            };
            conversation.Calls.AddRange(calls.CallsOf(number));
            calls.AddLog(conversation, number, withEntries: false);
            var part = parts.TryGetValue(dims, out var known) ? known : parts[dims] = new CountedCalls();
            part.Add(kind, conversation, number);
            if (isListed)
            {
                all.Add(kind, conversation, number);
            }
        }

        return [new(CountedDayPart.All, all.ToBytes(kind)), .. parts.Select(part => new CountedDayPart(part.Key, part.Value.ToBytes(kind)))];
    }
}
