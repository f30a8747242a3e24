using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Lists;

/// <summary>The condition that a row of "score" is one that is asked for: by a score, a metric, a label, a reason or an assignment.</summary>
internal static class ScoreCondition
{
    /// <summary>The parameter of a filter; null for a filter that asks for no score or metric.</summary>
    public static string? Parameter(QueryFilter filter, ConversationQuery query) => filter.Name switch
    {
        nameof(ConversationQuery.Score) => query.Score is { } score ? new ScoreMatch(score, isOfMetrics: false).ToJson() : null,
        nameof(ConversationQuery.Metric) => query.Metric is { } metric ? new ScoreMatch(metric, isOfMetrics: true).ToJson() : null,
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
        nameof(ConversationQuery.AssignedTo) => FormattableString.Invariant($"score.name = {p} AND score.kind = {(long)ScoreRowKind.Assignment}"),
        _ => null,
    };

    // The bounds lead to a part of an index. Texts come after numbers, and before bytes.
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
