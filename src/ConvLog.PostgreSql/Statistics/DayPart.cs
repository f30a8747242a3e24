using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>The dimensions of a counted day, by which statistics can be filtered.</summary>
/// <param name="Agent">The agent; null for none.</param>
/// <param name="Account">The account; null for none.</param>
/// <param name="Environment">The environment of the agent.</param>
/// <param name="Channel">The channel; null for none.</param>
internal readonly record struct DayPart(string? Agent, string? Account, ConversationEnvironment? Environment, string? Channel)
{
    /// <summary>Its columns, the last ones of a row.</summary>
    public const string Columns = "c.agent, c.account, c.environment, c.channel";

    private const int Count = 4;

    public static DayPart Of(Row row)
    {
        int first = row.Count - Count;
        return new DayPart(row.OptionalText(first), row.OptionalText(first + 1), (ConversationEnvironment?)row.OptionalInt64(first + 2),
            row.OptionalText(first + 3));
    }
}
