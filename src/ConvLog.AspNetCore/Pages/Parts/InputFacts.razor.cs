using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The metadata of a user's input: author, kind, delay, language, duration of the speech and confidence of the transcript.</summary>
public partial class InputFacts
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    /// <summary>The turn.</summary>
    [Parameter]
    [EditorRequired]
    public TurnView Turn { get; set; } = null!;

    // The input is late only if it arrived after the first answer: a transcript that arrives before is in time.
    private TimeSpan? LateBy => Turn.InputAt - Turn.StartedAt is { } known && AnsweredAfter is { } answered && known > answered ? known - answered : null;

    private TimeSpan? AnsweredAfter => new[]
    {
        Turn.Said.Where(static part => !part.IsFiller).Min(part => (TimeSpan?)(part.At - Turn.StartedAt)), Turn.Stages?.FirstByte, Turn.Latency,
    }.Min();
}
