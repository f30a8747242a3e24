using ConvLog.PostgreSql.Connections;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Reading;

/// <summary>The conditions that a conversation must meet to be in a scope: c is its row in "conversation". None for all conversations.</summary>
internal static class ScopeFilter
{
    /// <param name="scope">Whose conversations.</param>
    /// <param name="arguments">Where its values are put.</param>
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

    // Of one alone an index gives the order of a list too. None of an empty list is nobody's.
    private static string IsAmong(string column, IReadOnlyList<string> values, SqlArguments arguments)
        => values.Count == 1 ? $"{column} = {arguments.Add(values[0])}" : $"{column} = ANY ({arguments.Add(values.ToArray())})";
}
