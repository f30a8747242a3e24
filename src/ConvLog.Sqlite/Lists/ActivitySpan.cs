using System.Globalization;
using ConvLog.Sqlite.Statistics;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The duration of a conversation, from its beginning to the last activity, rounded up to steps of four: an hour, four hours, sixteen … The conversations of
/// one step that were active at a moment began shortly before it. They are therefore found by their start time alone, step by step, and the rows read without a
/// match are about three times the matches.
/// </summary>
internal static class ActivitySpan
{
    private const long Shortest = TimeSpan.TicksPerHour;

    private static readonly string s_steps = string.Join(", ", Steps().Select(static step => string.Create(CultureInfo.InvariantCulture, $"({step})")));

    /// <summary>The numbers of conversations that began before a moment (?3) and were active at it or later, and of some others that began before it.</summary>
    public static string NumbersAtMoment { get; } =
        $"SELECT c.no FROM (VALUES {s_steps}) AS step CROSS JOIN conversation AS c INDEXED BY conversation_span "
        + "WHERE c.listed = ?1 AND c.span = step.column1 AND c.created >= ?3 - step.column1 AND c.created < ?3";

    /// <summary>
    /// When the first conversation began that began before a moment (?2) and was active at it or later; 0 if a conversation that was active then may have turns
    /// from any time.
    /// </summary>
    /// <param name="last">The column of the last activity.</param>
    public static string FirstAtMoment(string last) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT min(CASE c.span WHEN {PeriodConversations.Unbounded} THEN 0 ELSE c.created END)
        FROM (VALUES {s_steps}) AS step CROSS JOIN conversation AS c INDEXED BY conversation_span
        WHERE c.listed = ?1 AND c.span = step.column1 AND c.created >= ?2 - step.column1
            AND c.created < CASE step.column1 WHEN {PeriodConversations.Unbounded} THEN {PeriodConversations.Unbounded} ELSE ?2 END AND c.{last} >= ?2
        """);

    /// <summary>The step for a duration: the first that is not shorter.</summary>
    /// <param name="ticks">From the beginning to the last activity, including personal entries.</param>
    public static long Of(long ticks) => Steps().First(step => step >= ticks);

    private static IEnumerable<long> Steps()
    {
        for (long step = Shortest; step <= long.MaxValue / 4; step *= 4)
        {
            yield return step;
        }

        yield return PeriodConversations.Unbounded;
    }
}
