using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Contract;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The days of a conversation's records in a transaction.</summary>
/// <param name="Since">The first day. Only records with a start time affect it.</param>
/// <param name="VisibleUntil">The day after the last one that a reader without the permission sees.</param>
/// <param name="AllUntil">The day after the last one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenDays(int Since, int VisibleUntil, int AllUntil)
{
    // Rarely changes a row: most conversations begin and end within the days of their partition.
    private const string Widen = """
        UPDATE #.partition AS p
        SET since = LEAST(p.since, w.since), v_until = GREATEST(p.v_until, w.v_until), a_until = GREATEST(p.a_until, w.a_until)
        FROM (
            SELECT p.first, min(given.since) AS since, max(given.v_until) AS v_until, max(given.a_until) AS a_until
            FROM unnest($1, $2, $3, $4) AS given (day, since, v_until, a_until) JOIN #.partition AS p ON p.first <= given.day AND given.day < p.ends
            GROUP BY p.first
        ) AS w
        WHERE p.first = w.first AND (w.since < p.since OR w.v_until > p.v_until OR w.a_until > p.a_until)
        """;

    /// <summary>Widens the time range of each partition, by which reads choose partitions, to these days.</summary>
    public static void WidenPartitions(Session session, NpgsqlBatch batch, IEnumerable<ConversationChange> changed)
    {
        var others = changed.Select(static change => (change.Day, Written: Of(change)))
            .Where(static one => one.Written.Since < one.Day || one.Written.AllUntil > one.Day + 1).ToList();
        if (others.Count > 0)
        {
            session.AddTo(
                batch, Widen, others.ConvertAll(static one => one.Day).ToArray(), others.ConvertAll(static one => one.Written.Since).ToArray(),
                others.ConvertAll(static one => one.Written.VisibleUntil).ToArray(), others.ConvertAll(static one => one.Written.AllUntil).ToArray());
        }
    }

    private static WrittenDays Of(ConversationChange change)
    {
        (long first, long last) = (long.MaxValue, change.Visible.Latest ?? 0);
        foreach (var writer in change.Writers.Values)
        {
            Add(writer.Written?.OpenedAt.UtcTicks, writer.Written?.ClosedAt?.UtcTicks);
        }

        foreach (var turn in change.Turns.Values)
        {
            Add(turn.Written is null ? null : turn.Started, turn.Ended);
        }

        foreach (var call in change.Calls.Values)
        {
            Add(call.Written is null ? null : call.Started, SummaryCalculator.EndOf(call.Started, call.Duration ?? 0));
        }

        foreach (var call in change.ModelCalls.Values)
        {
            Add(call.Written?.Started, null);
        }

        int until = DayOf(last) + 1;
        return new WrittenDays(Math.Min(change.Day, DayOf(first)), until, Math.Max(until, DayOf(change.Personal.Latest ?? 0) + 1));

        void Add(long? began, long? ended)
        {
            if (began is { } time)
            {
                (first, last) = (Math.Min(first, time), Math.Max(last, Math.Max(time, ended ?? 0)));
            }
        }
    }

    private static int DayOf(long ticks) => (int)Math.Min(ticks / TimeSpan.TicksPerDay, DateOnly.MaxValue.DayNumber);
}
