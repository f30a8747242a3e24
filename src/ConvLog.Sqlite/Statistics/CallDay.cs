using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// A day of <see cref="CountedDayKind.Calls"/>: the conversations that started on it and have function calls, with the calls that completed. Where another one
/// is among them, the calls are not there: of those more is told, and whether one was abandoned depends on when one asks.
/// </summary>
internal static class CallDay
{
    private const string Conversations = """
        SELECT no, created, dims FROM conversation INDEXED BY conversation_created WHERE listed IN (0, 1) AND created >= ?1 AND created < ?2
        """;

    /// <summary>Counts a day from its rows.</summary>
    public static List<CountedDayPart> Count(Session session, long day)
    {
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        var conversations = new VarintWriter();
        var rows = session[Conversations].Bind(1, day * CountedDays.Ticks).Bind(2, (day + 1) * CountedDays.Ticks);
        while (rows.Step())
        {
            var calls = ExaminedCallRows.AllOf(session, rows.Int64(0));
            if (calls.Count > 0)
            {
                conversations.Write(rows.Int64(0));
                conversations.Write(rows.Int64(1));
                conversations.Write(rows.Int64(2));
                conversations.Write(calls.TrueForAll(static call => call.IsCompleted) ? Written(calls, names) : []);
            }
        }

        var writer = new VarintWriter();
        writer.Write(names.Count);
        foreach (string name in names.OrderBy(static name => name.Value).Select(static name => name.Key))
        {
            writer.Write(name);
        }

        writer.Write(conversations.ToArray());
        return [new(CountedDayPart.All, writer.ToArray())];
    }

    /// <summary>The conversations of a day.</summary>
    /// <param name="cells">What <see cref="Count"/> made of it.</param>
    /// <param name="dims">The dims that count.</param>
    public static List<ListedConversation> Read(byte[] cells, HashSet<long> dims)
    {
        var reader = new VarintReader(cells);
        string[] names = new string[reader.ReadInt64()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.ReadText();
        }

        var found = new List<ListedConversation>();
        var conversations = new VarintReader(reader.ReadBytes());
        while (!conversations.IsAtEnd)
        {
            var (number, created, one) = (conversations.ReadInt64(), conversations.ReadInt64(), conversations.ReadInt64());
            var calls = conversations.ReadBytes();
            if (dims.Contains(one))
            {
                found.Add(new ListedConversation(number, created) { Calls = calls.IsEmpty ? null : Read(calls, names) });
            }
        }

        return found;
    }

    // Of each call its name, with a bit for whether its duration is known, when it started, from the one before, and the duration.
    private static ReadOnlySpan<byte> Written(List<ExaminedCall> calls, Dictionary<string, long> names)
    {
        var writer = new VarintWriter();
        long last = 0;
        foreach (var call in calls)
        {
            if (!names.TryGetValue(call.Name, out long name))
            {
                names[call.Name] = name = names.Count;
            }

            long started = call.StartedAt.UtcTicks;
            writer.Write((name << 1) | (call.Duration is null ? 0L : 1L));
            writer.Write(started - last);
            if (call.Duration is { } duration)
            {
                writer.Write(duration.Ticks);
            }

            last = started;
        }

        return writer.ToArray();
    }

    private static List<ExaminedCall> Read(ReadOnlySpan<byte> bytes, string[] names)
    {
        var calls = new List<ExaminedCall>();
        var reader = new VarintReader(bytes);
        long started = 0;
        while (!reader.IsAtEnd)
        {
            long name = reader.ReadInt64();
            started += reader.ReadInt64();
            TimeSpan? duration = (name & 1) != 0 ? new TimeSpan(reader.ReadInt64()) : null;
            calls.Add(new ExaminedCall("", names[name >> 1], Statement.TimeOf(started), duration, FunctionOutcome.Completed));
        }

        return calls;
    }
}
