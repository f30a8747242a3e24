using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Counts scores, labels and reasons: the conversations that started in the period by an index, and their scores by another. They are not counted in advance,
/// so the cost depends on these conversations and their scores.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">The report to fill.</param>
internal sealed class ScoreStatisticsReading(Session session, ScoreReport report)
{
    /// <summary>Conversations. Parameters: dims, first tick, first tick after the period.</summary>
    public const string Conversations = """
        SELECT no, created, variant FROM conversation INDEXED BY conversation_dims
        WHERE dims = ?1 AND listed IN (0, 1) AND created >= ?2 AND created < ?3
        """;

    /// <summary>Scores, labels and reasons of a conversation.</summary>
    public const string Scores = "SELECT kind, name, value, typeof(value) = 'text' FROM score INDEXED BY score_id WHERE conversation = ?1 AND removed = 0";

    /// <param name="dims">The numbers of the requested dims.</param>
    /// <param name="first">The first tick.</param>
    /// <param name="end">The first tick after the period.</param>
    public void Read(IEnumerable<long> dims, long first, long end)
    {
        foreach (long one in dims)
        {
            var conversations = session[Conversations].Bind(1, one).Bind(2, first).Bind(3, end);
            while (conversations.Step())
            {
                Add(conversations.Int64(0), conversations.Int64(1) / QuarterHour.Ticks, conversations.OptionalText(2));
            }
        }
    }

    private void Add(long conversation, long quarter, string? variant)
    {
        var rows = session[Scores].Bind(1, conversation);
        while (rows.Step())
        {
            bool isText = rows.Int64(3) != 0;
            report.Count(conversation, quarter, variant, (ScoreRowKind)rows.Int64(0), rows.Text(1), isText ? null : rows.OptionalDouble(2),
                isText ? rows.Text(2) : null);
        }
    }
}
