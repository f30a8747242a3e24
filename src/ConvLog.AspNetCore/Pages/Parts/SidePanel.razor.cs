using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Details of the whole conversation.</summary>
public partial class SidePanel
{
    private const string Here = "about";

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private ConversationSummaryView Summary => Review.Summary;

    // Metrics are scores by code, too, and have a section of their own.
    private IReadOnlyList<ScoreView> Scores
        => [
            .. Review.View.Scores.Where(
                score => score.Source != ScoreSource.Code
                    || Review.View.Metrics.All(metric => !string.Equals(metric.Metric.Key, score.Name, StringComparison.Ordinal)))];

    private IReadOnlyList<(FeedbackView Feedback, int Turn)> Feedback
        => [.. Review.View.Turns.SelectMany(static turn => turn.Feedback.Select(feedback => (feedback, turn.Ordinal)))];

    private IReadOnlyList<(AnnotationView Annotation, int Turn)> Annotations
        => [.. Review.View.Turns.SelectMany(static turn => turn.Annotations.Select(annotation => (annotation, turn.Ordinal)))];

    private string NameOf(string call) => EventOf(call)?.Name ?? "a function call";

    private int TurnOf(string call) => EventOf(call)?.TurnOrdinal ?? 0;

    private FunctionEventView? EventOf(string call)
        => Review.View.AllFunctionEvents.FirstOrDefault(candidate => string.Equals(candidate.Id, call, StringComparison.Ordinal));
}
