using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The condition that a row of "score" (s) matches a filter on scores, metrics, labels, reasons of ratings or assignments.</summary>
internal static class ScoreCondition
{
    /// <param name="filter">The property of the query.</param>
    /// <param name="query">The query.</param>
    /// <param name="arguments">Receives the values.</param>
    /// <returns>The condition; null if the filter is not set.</returns>
    public static string? Of(string filter, ConversationQuery query, SqlArguments arguments) => filter switch
    {
        nameof(ConversationQuery.Score) => query.Score is { } score ? Of(new ScoreMatch(score, isOfMetrics: false), arguments) : null,
        nameof(ConversationQuery.Metric) => query.Metric is { } metric ? Of(new ScoreMatch(metric, isOfMetrics: true), arguments) : null,
        nameof(ConversationQuery.Label) => query.Label is { } label ? Of(label, [ScoreRowKind.Label], "", arguments) : null,
        nameof(ConversationQuery.AssignedTo) => query.Assignee is var (name, person) ? Assigned(name, person, arguments) : null,
        _ => query.Reason is { } reason ? Of(reason, [ScoreRowKind.Reason], "", arguments) : null,
    };

    // A name alone matches only if the assignment does not identify the person.
    private static string Assigned(string name, string? person, SqlArguments arguments)
    {
        if (person is null)
        {
            return Of(name, [ScoreRowKind.Assignment], "", arguments);
        }

        (string byName, string byPerson) = (arguments.Add(name), arguments.Add(person));
        return FormattableString.Invariant($"""
            NOT s.removed AND s.name IN ({byName}, {byPerson})
            AND (s.kind = {(int)ScoreRowKind.Assignee} AND s.name = {byPerson}
                OR s.kind = {(int)ScoreRowKind.Assignment} AND s.name = {byName} AND s.number IS NULL)
            """);
    }

    private static string Of(ScoreMatch match, SqlArguments arguments)
    {
        string compared = match.Operator is not { } comparison
            ? ""
            : match.Number is { } number
                ? $" AND s.number {comparison} {arguments.Add(number)}"
                : $" AND s.category {comparison} {arguments.Add(match.Category)}";
        return Of(match.Name, match.Kinds, compared, arguments);
    }

    private static string Of(string name, IEnumerable<ScoreRowKind> kinds, string compared, SqlArguments arguments) => $"""
        NOT s.removed AND s.name = {arguments.Add(name)}
        AND s.kind IN ({string.Join(", ", kinds.Select(static kind => FormattableString.Invariant($"{(int)kind}")))}){compared}
        """;
}
