using ConvLog.Records;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Reading;

/// <summary>The conditions that a conversation (c, its row in "conversation") must meet to be in a scope. None for all conversations.</summary>
internal static class ScopeFilter
{
    /// <param name="scope">The scope.</param>
    /// <param name="arguments">Receives the values.</param>
    public static IEnumerable<string> Conditions(ConversationScope scope, SqlArguments arguments)
    {
        if (scope.AgentIds is { } agents)
        {
            yield return IsAmong("c.agent", agents, arguments);
        }

        if (scope.AccountIds is { } accounts)
        {
            yield return IsAmong("c.account", accounts, arguments);
        }
    }

    // With a single value, an index also provides the order of a list. An empty list matches no conversation.
    private static string IsAmong(string column, IReadOnlyList<string> values, SqlArguments arguments)
        => values.Count == 1 ? $"{column} = {arguments.Add(values[0])}" : $"{column} = ANY ({arguments.Add(values.ToArray())})";
}
