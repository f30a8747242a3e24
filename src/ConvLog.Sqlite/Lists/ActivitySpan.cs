using System.Globalization;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// How long a conversation goes on, from its beginning to the last activity, in steps of four: an hour, four hours, sixteen … Of one step, those that were
/// going on at some moment began shortly before it. So they are found by the time of beginning alone, step by step, and what is looked at in vain is about
/// three times what is found.
/// </summary>
internal static class ActivitySpan
{
    private const long Shortest = TimeSpan.TicksPerHour;

    private static readonly string s_steps = string.Join(", ", Steps().Select(static step => string.Create(CultureInfo.InvariantCulture, $"({step})")));

    /// <summary>The numbers of those that began before a moment (?3) and were active at it or later, and some others that began before it.</summary>
    public static string NumbersAtMoment { get; } =
        $"SELECT c.no FROM (VALUES {s_steps}) AS step CROSS JOIN conversation AS c INDEXED BY conversation_span "
        + "WHERE c.listed = ?1 AND c.span = step.column1 AND c.created >= ?3 - step.column1 AND c.created < ?3";

    /// <summary>The step for a length of time: the first that is no shorter.</summary>
    /// <param name="ticks">From the beginning to the last activity, personal entries included.</param>
    public static long Of(long ticks) => Steps().First(step => step >= ticks);

    private static IEnumerable<long> Steps()
    {
        for (long step = Shortest; step <= long.MaxValue / 4; step *= 4)
        {
            yield return step;
        }

        yield return long.MaxValue;
    }
}
