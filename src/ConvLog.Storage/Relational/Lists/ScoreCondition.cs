using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational.Lists;

/// <summary>The condition that a row of "score" (s) matches a filter on scores, metrics, labels, reasons of ratings or assignments.</summary>
internal static class ScoreCondition
{
    /// <param name="dialect">The database.</param>
    /// <param name="filter">The property of the query.</param>
    /// <param name="query">The query.</param>
    /// <param name="arguments">Receives the values.</param>
    /// <returns>The condition; null if the filter is not set.</returns>
    public static string? Of(ListDialect dialect, string filter, ConversationQuery query, SqlArguments arguments)
    {
        string? condition = filter switch
        {
            nameof(ConversationQuery.Score) => query.Score is { } score ? Of(dialect, new ScoreMatch(score, isOfMetrics: false), arguments) : null,
            nameof(ConversationQuery.Metric) => query.Metric is { } metric ? Of(dialect, new ScoreMatch(metric, isOfMetrics: true), arguments) : null,
            nameof(ConversationQuery.Label) => query.Label is { } label ? Of(label, [ScoreRowKind.Label], arguments) : null,
            nameof(ConversationQuery.AssignedTo) => query.Assignee is var (name, person) ? Assigned(dialect, name, person, arguments) : null,
            _ => query.Reason is { } reason ? Of(reason, [ScoreRowKind.Reason], arguments) : null,
        };
        return condition is null ? null : $"{dialect.Is("s.removed", false)} AND {condition}";
    }

    // A name alone matches only if the assignment does not identify the person.
    private static string Assigned(ListDialect dialect, string name, string? person, SqlArguments arguments)
    {
        if (person is null)
        {
            return Of(name, [ScoreRowKind.Assignment], arguments);
        }

        (string byName, string byPerson) = (arguments.Add(name), arguments.Add(person));
        return FormattableString.Invariant($"""
            s.name IN ({byName}, {byPerson})
            AND (s.kind = {(int)ScoreRowKind.Assignee} AND s.name = {byPerson}
                OR s.kind = {(int)ScoreRowKind.Assignment} AND s.name = {byName} AND {dialect.ScoreValue(isNumber: true)} IS NULL)
            """);
    }

    private static string Of(ListDialect dialect, ScoreMatch match, SqlArguments arguments)
    {
        string kinds = Of(match.Name, match.Kinds, arguments);
        return match.Operator is not { } comparison
            ? kinds
            : match.Number is { } number
                ? $"{kinds} AND {dialect.ScoreValue(isNumber: true)} {comparison} {arguments.Add(number)}"
                : $"{kinds} AND {dialect.ScoreValue(isNumber: false)} {comparison} {arguments.Add(match.Category)}";
    }

    private static string Of(string name, IEnumerable<ScoreRowKind> kinds, SqlArguments arguments)
        => $"s.name = {arguments.Add(name)} AND s.kind IN ({string.Join(", ", kinds.Select(static kind => FormattableString.Invariant($"{(int)kind}")))})";
}
