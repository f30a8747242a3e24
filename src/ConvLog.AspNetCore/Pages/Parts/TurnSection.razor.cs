using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>One turn: its messages, response time, usage and diagnosis.</summary>
public partial class TurnSection
{
    // A longer message is folded after its beginning.
    private const int LongestShown = 1_200;

    private const int Beginning = 600;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The turn.</summary>
    [Parameter]
    [EditorRequired]
    public TurnView Turn { get; set; } = null!;

    private string Here => Anchor.Turn(Turn.Ordinal);

    private int ModelCallCount => ModelCalls.Of(Turn).Count;

    private int EntryCount
        => Turn.Entries.Count + Turn.ApiResponses.Count + Turn.FunctionEvents.Sum(static call => call.Entries.Count + call.ApiResponses.Count);

    private bool IsBad => Problems.Of(Turn).Any();

    // Whether the pressed thumb already shows the rating.
    private bool IsTold(FeedbackView feedback) => Page.CanAnnotate && feedback is { Source: FeedbackSource.Team, Comment: null, Reasons.Count: 0 };

    private static string SourceOf(FeedbackView feedback) => feedback.Source == FeedbackSource.User ? "User" : "Team";

    // If the answer is unknown, the heard text is shown.
    private VisibleText Answer => Turn.AgentResponse.IsEmpty ? Turn.Heard ?? default : Turn.AgentResponse;

    private string? Wordless => !Turn.UserInput.IsEmpty ? null : Turn.InputKind switch
    {
        TurnInputKind.Silence => "The user said nothing",
        TurnInputKind.Speech => "The user spoke, without a transcript",
        TurnInputKind.Keypad => "The user pressed keys, not known which",
        _ => null,
    };
}
