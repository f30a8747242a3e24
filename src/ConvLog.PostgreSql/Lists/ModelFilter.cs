using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Finds the model calls that match a query in the conversation of the row c: logged model calls, and the model usage of turns.</summary>
internal static class ModelFilter
{
    // Without conditions inside, the planner treats both as one table and chooses between their indexes by model and by conversation.
    private const string CallsAndUsages = """
        (SELECT conversation, day, turn_id, model, provider FROM #.model_call UNION ALL SELECT conversation, day, id, model, NULL::bytea FROM #.turn)
        """;

    /// <summary>The query for matching model calls.</summary>
    /// <param name="query">The query: a model, a provider, or both for the same call.</param>
    /// <param name="ofTurn">The conditions on the turn, which has the alias "turn".</param>
    /// <param name="arguments">Receives the values.</param>
    public static string Of(ConversationQuery query, IReadOnlyList<string> ofTurn, SqlArguments arguments)
    {
        // The model usage of turns has no provider.
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
