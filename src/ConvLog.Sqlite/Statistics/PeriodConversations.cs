using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Finds the conversations that may have turns and calls in a period, by the index on their duration (<c>span</c>) and their creation. The conversations of one
/// span that were active at a moment were created shortly before it.
/// </summary>
/// <param name="session">The connection.</param>
internal sealed class PeriodConversations(Session session)
{
    /// <summary>
    /// How long before its creation a conversation may have turns and calls without having the span <see cref="Unbounded"/>: the clocks of several hosts
    /// differ.
    /// </summary>
    public const long Tolerance = TimeSpan.TicksPerHour;

    /// <summary>The span of conversations whose turns and calls may be from any time.</summary>
    public const long Unbounded = long.MaxValue;

    /// <summary>
    /// Conversations of a span. Parameters: the span, the earliest creation, the first creation that is too late, the earliest last activity.
    /// </summary>
    public const string OfSpan = """
        SELECT no, dims, user, variant, model_calls + ended_model_calls FROM conversation INDEXED BY conversation_span
        WHERE listed IN (0, 1) AND span = ?1 AND created >= ?2 AND created < ?3 AND a_last >= ?4
        """;

    /// <summary>The creation of the first conversation of a span that was created at or after a time. Parameters: listed, the span, the time.</summary>
    public const string NextOfSpan = "SELECT min(created) FROM conversation INDEXED BY conversation_span WHERE listed = ?1 AND span = ?2 AND created >= ?3";

    private const string FindSpans = """
        WITH RECURSIVE step (span) AS (
            SELECT min(span) FROM conversation INDEXED BY conversation_span WHERE listed = ?1
            UNION ALL SELECT (SELECT min(c.span) FROM conversation AS c INDEXED BY conversation_span WHERE c.listed = ?1 AND c.span > step.span) FROM step
            WHERE step.span IS NOT NULL)
        SELECT span FROM step WHERE span IS NOT NULL
        """;

    // Conversations that lists show by default, and others, such as debugging.
    private static readonly long[] s_listed = [0, 1];

    private HashSet<long>? _spans;

    /// <summary>The existing spans.</summary>
    public HashSet<long> Spans => _spans ??= ReadSpans();

    /// <summary>The conversations that may have turns and calls in a period.</summary>
    /// <param name="first">The first tick.</param>
    /// <param name="end">The first tick after the period.</param>
    public List<PeriodConversation> Find(long first, long end)
    {
        var found = new List<PeriodConversation>();
        foreach (long span in Spans)
        {
            bool isBounded = span != Unbounded;
            var rows = session[OfSpan].Bind(1, span).Bind(2, isBounded ? first - span : long.MinValue).Bind(3, isBounded ? end + Tolerance : long.MaxValue)
                .Bind(4, isBounded ? first : long.MinValue);
            while (rows.Step())
            {
                found.Add(new PeriodConversation(rows.Int64(0), rows.Int64(1), rows.OptionalInt64(2), rows.OptionalText(3), rows.Int64(4) > 0));
            }
        }

        return found;
    }

    /// <summary>
    /// The first day, on or after a day, on which turns or calls may have started; null for none. Conversations with the span <see cref="Unbounded"/> are
    /// ignored: a day that only they may have is not worth counting.
    /// </summary>
    public long? NextDay(long day)
    {
        long? next = null;
        foreach (long span in Spans.Where(static span => span != Unbounded))
        {
            foreach (long listed in s_listed)
            {
                if (session[NextOfSpan].Bind(1, listed).Bind(2, span).Bind(3, (day * CountedDays.Ticks) - span).Scalar() is { } created)
                {
                    next = Math.Min(next ?? long.MaxValue, Math.Max(day, (created - Tolerance) / CountedDays.Ticks));
                }
            }
        }

        return next;
    }

    private HashSet<long> ReadSpans()
    {
        var spans = new HashSet<long>();
        foreach (long listed in s_listed)
        {
            spans.UnionWith(session[FindSpans].Bind(1, listed).Numbers());
        }

        return spans;
    }
}

/// <summary>A conversation that may have turns and calls in a period.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Dims">The number of its dims.</param>
/// <param name="User">The number of its end user; null if unknown.</param>
/// <param name="Variant">Its variant.</param>
/// <param name="HasModelCalls">Whether it has model calls.</param>
internal sealed record PeriodConversation(long Number, long Dims, long? User, string? Variant, bool HasModelCalls);
