using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <summary>What finds the scores, metrics, labels or reasons of ratings that are asked for, in the conversation that c is a row of.</summary>
internal static class ScoreCondition
{
    /// <param name="filter">The property of the query.</param>
    /// <param name="query">The query.</param>
    /// <param name="arguments">Where its values are put.</param>
    /// <returns>Null where the filter is not set.</returns>
    public static string? Of(string filter, ConversationQuery query, SqlArguments arguments) => filter switch
    {
        nameof(ConversationQuery.Score) => query.Score is { } score ? Scores(new ScoreMatch(score, isOfMetrics: false), arguments) : null,
        nameof(ConversationQuery.Metric) => query.Metric is { } metric ? Scores(new ScoreMatch(metric, isOfMetrics: true), arguments) : null,
        nameof(ConversationQuery.Label) => query.Label is { } label ? Scores(label, [ScoreRowKind.Label], "", arguments) : null,
        _ => query.Reason is { } reason ? Scores(reason, [ScoreRowKind.Reason], "", arguments) : null,
    };

    private static string Scores(ScoreMatch match, SqlArguments arguments)
    {
        string compared = match.Operator is not { } comparison
            ? ""
            : match.Number is { } number
                ? $" AND s.number {comparison} {arguments.Add(number)}"
                : $" AND s.category {comparison} {arguments.Add(match.Category)}";
        return Scores(match.Name, match.Kinds, compared, arguments);
    }

    private static string Scores(string name, IEnumerable<ScoreRowKind> kinds, string compared, SqlArguments arguments) => $"""
        SELECT 1 FROM #.score AS s WHERE s.conversation = c.conversation AND s.day = c.day AND NOT s.removed AND s.name = {arguments.Add(name)}
        AND s.kind IN ({string.Join(", ", kinds.Select(static kind => FormattableString.Invariant($"{(int)kind}")))}){compared}
        """;
}
