using ConvLog.AspNetCore.Text;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The scores of a conversation in a row of the list.</summary>
internal static class ListedScoreText
{
    /// <summary>The text that fits in a row: the first score, and the number of others.</summary>
    /// <param name="scores">The scores, at least one.</param>
    public static string First(IReadOnlyList<ListedScore> scores)
        => scores.Count == 1 ? Of(scores[0]) : $"{Of(scores[0])} +{ShownNumber.Count(scores.Count - 1)}";

    /// <summary>All scores, with the number of each.</summary>
    public static string All(IReadOnlyList<ListedScore> scores)
        => string.Join(", ", scores.Select(static score => score.Count == 1 ? Of(score) : $"{Of(score)} ({ShownNumber.Count(score.Count)} scores)"));

    private static string Of(ListedScore score) => $"{Printable.Line(score.Name, 40)} {ValueOf(score)}";

    private static string ValueOf(ListedScore score) => score switch
    {
        { Type: ScoreType.Number } => (score.Average ?? 0).ToString("#,0.##", NumberForm.Viewers.Format),
        { Type: ScoreType.YesNo, Average: 1 } => "yes",
        { Type: ScoreType.YesNo, Average: 0 } => "no",
        { Type: ScoreType.YesNo } => $"{ShownNumber.Percent(score.Average ?? 0)} yes",
        { Category: { } category } => Printable.Line(category, 40),
        _ => "various",
    };
}
