using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.Storage.InMemory;

/// <summary>What a conversation is found by of scores, metrics, ratings and labels.</summary>
internal static class ConversationScores
{
    /// <summary>The rows that other stores keep of them.</summary>
    public static IEnumerable<ScoreRow> Of(StoredConversation conversation)
        => conversation.Scores.Select(ScoreRow.Of).Concat(conversation.Labels.Select(ScoreRow.Of)).Concat(conversation.Feedback.SelectMany(ScoreRow.Of))
            .Concat(StandingMetric.Of(conversation).Select(static metric => metric.Row));

    public static bool Match(StoredConversation conversation, ConversationQuery query)
    {
        if (!query.AsksForScore)
        {
            return true;
        }

        List<ScoreRow> rows = [.. Of(conversation)];
        return (query.Score is not { } score || rows.Exists(new ScoreMatch(score, isOfMetrics: false).Matches))
            && (query.Metric is not { } metric || rows.Exists(new ScoreMatch(metric, isOfMetrics: true).Matches))
            && (query.Label is not { } label || rows.Exists(row => row.Kind == ScoreRowKind.Label && string.Equals(row.Name, label, StringComparison.Ordinal)))
            && (query.Reason is not { } reason || rows.Exists(row => row.Kind == ScoreRowKind.Reason && string.Equals(row.Name, reason, StringComparison.Ordinal)));
    }
}
