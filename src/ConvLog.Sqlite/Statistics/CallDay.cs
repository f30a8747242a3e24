using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A day of <see cref="CountedDayKind.Calls"/>: <see cref="CountedCalls"/> for each dims, and for all dims except debugging.</summary>
internal static class CallDay
{
    private const string Conversations = """
        SELECT no, created, dims, listed, id, agent, variant, channel FROM conversation INDEXED BY conversation_created
        WHERE listed IN (0, 1) AND created >= ?1 AND created < ?2
        """;

    /// <summary>Counts a day from its rows.</summary>
    public static List<CountedDayPart> Count(Session session, long day)
    {
        var kinds = Enum.GetValues<CallTargetKind>()
            .Select(kind => (Kind: kind, Rows: new ExaminedCallRows(session, kind, name: null, long.MinValue, long.MaxValue, isDetailed: true))).ToList();
        var all = new CountedCalls();
        var parts = new SortedDictionary<long, CountedCalls>();
        var rows = session[Conversations].Bind(1, day * CountedDays.Ticks).Bind(2, (day + 1) * CountedDays.Ticks);
        while (rows.Step())
        {
            var (number, dims, isListed) = (rows.Int64(0), rows.Int64(2), rows.Int64(3) != 0);
            var part = parts.TryGetValue(dims, out var known) ? known : parts[dims] = new CountedCalls();
            foreach (var (kind, calls) in kinds)
            {
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
                part.Add(kind, conversation, number);
                if (isListed)
                {
                    all.Add(kind, conversation, number);
                }
            }
        }

        return [new(CountedDayPart.All, all.ToBytes()), .. parts.Select(static part => new CountedDayPart(part.Key, part.Value.ToBytes()))];
    }
}
