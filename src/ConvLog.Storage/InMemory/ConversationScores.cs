using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>The scores, metrics, ratings and labels by which a conversation can be found.</summary>
internal static class ConversationScores
{
    /// <summary>The rows that other stores keep. A score without a value, which those refuse, never matches.</summary>
    public static IEnumerable<ScoreRow> Of(StoredConversation conversation)
    {
        var scores = conversation.Scores.Where(static score => score.Value.Type is not null);
        var metrics = CurrentMetrics.Of(conversation.Logged).Select(static metric => ScoreRow.OfMetric(metric, writer: 0)).OfType<ScoreRow>();
        return scores.Select(ScoreRow.Of).Concat(conversation.Labels.Select(ScoreRow.Of)).Concat(conversation.Feedback.SelectMany(ScoreRow.Of)).Concat(metrics)
            .Concat(conversation.Assignment is { AssignedTo: not null } assignment ? [ScoreRow.Of(assignment), ScoreRow.OfPerson(assignment)] : []);
    }

    public static bool Match(StoredConversation conversation, ConversationQuery query)
    {
        if (!query.HasScoreFilter)
        {
            return true;
        }

        List<ScoreRow> rows = [.. Of(conversation)];
        return (query.Score is not { } score || rows.Exists(new ScoreMatch(score, isOfMetrics: false).Matches))
            && (query.Metric is not { } metric || rows.Exists(new ScoreMatch(metric, isOfMetrics: true).Matches))
            && Has(query.Label, ScoreRowKind.Label)
            && Has(query.Reason, ScoreRowKind.Reason)
            && (query.Assignee is not var (name, person) || rows.Exists(row => IsAssigned(row, name, person)))
            && (query.IsAssigned is not { } isAssigned || isAssigned == rows.Exists(static row => row.Kind == ScoreRowKind.Assignment));

        bool Has(string? name, ScoreRowKind kind)
            => name is null || rows.Exists(row => row.Kind == kind && string.Equals(row.Name, name, StringComparison.Ordinal));
    }

    private static bool IsAssigned(ScoreRow row, string name, string? person) => row.Kind switch
    {
        ScoreRowKind.Assignee => person is not null && string.Equals(row.Name, person, StringComparison.Ordinal),
        ScoreRowKind.Assignment => (person is null || row.Number is null) && string.Equals(row.Name, name, StringComparison.Ordinal),
        _ => false,
    };
}
