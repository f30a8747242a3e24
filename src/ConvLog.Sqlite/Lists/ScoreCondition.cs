using System.Text;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a row of "score" matches a filter of a score, a metric, a label, a reason or an assignment.</summary>
internal static class ScoreCondition
{
    /// <summary>The parameter of a filter; null for a filter without a score, metric or assignment.</summary>
    public static string? Parameter(QueryFilter filter, ConversationQuery query) => filter.Name switch
    {
        nameof(ConversationQuery.Score) => query.Score is { } score ? new ScoreMatch(score, isOfMetrics: false).ToJson() : null,
        nameof(ConversationQuery.Metric) => query.Metric is { } metric ? new ScoreMatch(metric, isOfMetrics: true).ToJson() : null,
        nameof(ConversationQuery.AssignedTo) => query.Assignee is { } assignee
            ? Encoding.UTF8.GetString(PayloadJson.Object(assignee, static (writer, assignee) =>
            {
                PayloadJson.Text(writer, "name", assignee.Name);
                PayloadJson.Text(writer, "person", assignee.Person);
            })) : null,
        _ => null,
    };

    /// <param name="filter">The property of the query.</param>
    /// <param name="p">Its parameter.</param>
    /// <returns>Null for another filter.</returns>
    public static string? Of(string filter, string p) => filter switch
    {
        nameof(ConversationQuery.Score) or nameof(ConversationQuery.Metric) => Compared(p),
        nameof(ConversationQuery.Label) => FormattableString.Invariant($"score.name = {p} AND score.kind = {(long)ScoreRowKind.Label}"),
        nameof(ConversationQuery.Reason) => FormattableString.Invariant($"score.name = {p} AND score.kind = {(long)ScoreRowKind.Reason}"),
        nameof(ConversationQuery.AssignedTo) => Assigned($"json_extract({p}, '$.name')", $"json_extract({p}, '$.person')"),
        _ => null,
    };

    // Both use a part of the index. A name counts if it is not known which person of that name is meant.
    private static string Assigned(string name, string person) => FormattableString.Invariant($"""
        score.name IN ({name}, {person}) AND CASE score.kind WHEN {(long)ScoreRowKind.Assignee} THEN score.name = {person}
            WHEN {(long)ScoreRowKind.Assignment} THEN score.name = {name} AND ({person} IS NULL OR score.value IS NULL) END
        """);

    // The bounds select a part of an index. Texts sort after numbers, and before bytes.
    private static string Compared(string p)
    {
        string value = $"json_extract({p}, '$.value')";
        return $"""
            score.name = json_extract({p}, '$.name')
            AND score.value >= ifnull(json_extract({p}, '$.low'), -9e999) AND score.value <= ifnull(json_extract({p}, '$.high'), x'ff')
            AND (1 << score.kind) & json_extract({p}, '$.kinds')
            AND CASE json_extract({p}, '$.op') WHEN '<' THEN score.value < {value} WHEN '>' THEN score.value > {value}
                WHEN '<>' THEN score.value <> {value} ELSE 1 END
            """;
    }
}
