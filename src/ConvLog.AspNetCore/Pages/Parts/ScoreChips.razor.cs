using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Labels and scores of a conversation, turn or call. With the permission to annotate, each has a button that removes it.</summary>
public partial class ScoreChips
{
    private IEnumerable<ScoreView> Scores { get; init; } = [];

    private ConsolePage Page { get; init; } = null!;

    private string Here { get; init; } = "";

    private IReadOnlyList<LabelView>? Labels { get; init; }

    private int Turn { get; init; }

    /// <param name="scores">The scores. Ratings and metrics are shown elsewhere.</param>
    /// <param name="page">The page.</param>
    /// <param name="here">The anchor to return to when personal data is revealed.</param>
    /// <param name="labels">The labels; null for none.</param>
    /// <param name="turn">The turn of the labels; 0 for the conversation.</param>
    internal static RenderFragment Of(IEnumerable<ScoreView> scores, ConsolePage page, string here, IReadOnlyList<LabelView>? labels = null, int turn = 0)
        => new ScoreChips { Scores = scores, Page = page, Here = here, Labels = labels, Turn = turn }.BuildRenderTree;

    private static string ValueOf(ScoreValue value) => value.YesNo is { } isYes ? isYes ? "yes" : "no" : value.ToString();

    private static string TitleOf(ScoreView score)
        => $"Score by {SourceOf(score.Source)}{(score.Scorer is { } scorer ? $", {scorer}" : "")}{(score.ScorerVersion is { } version ? $" {version}" : "")}";

    private static string SourceOf(ScoreSource source) => source switch
    {
        ScoreSource.User => "the user",
        ScoreSource.Team => "the team",
        ScoreSource.Model => "a model",
        _ => "code",
    };
}
