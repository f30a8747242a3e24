using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>What finds the model calls that are asked for, in the conversation that c is a row of: those themselves, and the usage of turns.</summary>
internal static class ModelFilter
{
    // Without a condition within: the planner then treats the two as one table, and chooses between their indexes by model and by conversation.
    private const string CallsAndUsages = """
        (SELECT conversation, day, turn_id, model, provider FROM #.model_call UNION ALL SELECT conversation, day, id, model, NULL::bytea FROM #.turn)
        """;

    /// <summary>The query of them.</summary>
    /// <param name="query">What is asked for: a model, a provider, or both for one call.</param>
    /// <param name="ofTurn">What must hold for the turn, which stands as "turn".</param>
    /// <param name="arguments">Where its values are put.</param>
    public static string Of(ConversationQuery query, IReadOnlyList<string> ofTurn, SqlArguments arguments)
    {
        // The usage of a turn has no provider.
        string calls = query.Provider is null ? CallsAndUsages : "#.model_call";
        var conditions = new List<string> { $"m.conversation = c.conversation AND m.day = c.day{arguments.Within("m")}" };
        if (query.Model is { } model)
        {
            conditions.Add($"m.model = {arguments.Add(model)}");
        }

        if (query.Provider is { } provider)
        {
            conditions.Add($"m.provider = {arguments.Add(provider)}");
        }

        string turn = ofTurn.Count == 0 ? ""
            : $" JOIN #.turn ON turn.conversation = m.conversation AND turn.day = m.day AND turn.id = m.turn_id{arguments.Within("turn")}";
        return $"SELECT 1 FROM {calls} AS m{turn} WHERE {string.Join(" AND ", conditions.Concat(ofTurn))}";
    }
}
