using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The time from which the turns of a list's conversations began. A list of the last days has some that began earlier, but few: a search then reads no older
/// turns, which are most of those with a frequent word.
/// </summary>
internal static class EarliestTurn
{
    private static readonly string s_visible = ActivitySpan.FirstAtMoment("v_last");
    private static readonly string s_all = ActivitySpan.FirstAtMoment("a_last");

    /// <param name="session">The connection.</param>
    /// <param name="query">The list.</param>
    /// <param name="withPii">Whether personal entries count as activity.</param>
    /// <returns>The time; null if turns may be from any time.</returns>
    public static DateTimeOffset? Find(Session session, ConversationQuery query, bool withPii)
    {
        if (query.From?.UtcTicks is not { } from)
        {
            return null;
        }

        long listed = query.Environment == ConversationEnvironment.Debug ? 0 : 1;
        long begun = session[withPii ? s_all : s_visible].Bind(1, listed).Bind(2, from).Scalar() ?? from;
        return begun > PeriodConversations.Tolerance ? new DateTimeOffset(begun - PeriodConversations.Tolerance, TimeSpan.Zero) : null;
    }
}
