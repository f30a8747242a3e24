using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Privacy;

/// <summary>The scores and labels of a conversation as one reader may see them, grouped by their subject.</summary>
/// <param name="stored">The conversation.</param>
/// <param name="comment">Applies the privacy gate to comments.</param>
internal sealed class VisibleScores(StoredConversation stored, Func<string?, VisibleText?> comment)
{
    private readonly ILookup<string, ScoreView> _scores = All(stored, comment).OrderBy(static score => score.View.CreatedAt)
        .ThenBy(static score => score.View.Id).ToLookup(static score => score.Target, static score => score.View, StringComparer.Ordinal);

    /// <summary>The scores of the conversation as a whole.</summary>
    public IReadOnlyList<ScoreView> OfConversation => [.. _scores[""]];

    public IReadOnlyList<ScoreView> OfTurn(string id) => [.. _scores[$"t{id}"]];

    public IReadOnlyList<ScoreView> OfFunction(string id) => [.. _scores[$"f{id}"]];

    public IReadOnlyList<ScoreView> OfModelCall(string id) => [.. _scores[$"m{id}"]];

    /// <summary>The labels of a turn; of the conversation for null.</summary>
    public IReadOnlyList<LabelView> Labels(string? turnId)
        => [.. from label in stored.Labels
               where string.Equals(label.TurnId, turnId, StringComparison.Ordinal)
               select new LabelView { Label = label.Label, Author = label.Author, CreatedAt = label.CreatedAt }];

    private static IEnumerable<(string Target, ScoreView View)> All(StoredConversation stored, Func<string?, VisibleText?> comment)
        => stored.Scores.Select(score => (TargetOf(score), new ScoreView
        {
            Id = score.Id,
            Name = score.Name,
            Value = score.Value,
            Source = score.Source,
            Scorer = score.Scorer,
            ScorerVersion = score.ScorerVersion,
            Comment = comment(score.Comment),
            CreatedAt = score.CreatedAt,
        })).Concat(stored.Feedback.Select(rating => ($"t{rating.TurnId}", new ScoreView
        {
            Id = JudgmentId.Of(ScoreRules.Rating, rating.TurnId, rating.Source.ToString()),
            Name = ScoreRules.Rating,
            Value = rating.Rating == FeedbackRating.Like,
            Source = rating.Source == FeedbackSource.User ? ScoreSource.User : ScoreSource.Team,
            Comment = comment(rating.Comment),
            CreatedAt = rating.CreatedAt,
        }))).Concat(CurrentMetrics.Of(stored.Logged).Select(static metric => ("", new ScoreView
        {
            Id = JudgmentId.Of("metric", metric.Metric.Key),
            Name = metric.Metric.Key,
            Value = ScoreValue.Of(metric.Metric),
            Source = ScoreSource.Code,
            CreatedAt = metric.Timestamp,
        })));

    private static string TargetOf(ScoreRecord score)
        => score.FunctionEventId is { } function ? $"f{function}" : score.ModelCallId is { } model ? $"m{model}" : score.TurnId is { } turn ? $"t{turn}" : "";
}
