using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>How long a call took, or has run.</summary>
public partial class CallElapsed
{
    private TimeSpan? Duration { get; init; }

    private FunctionOutcome? Outcome { get; init; }

    private DateTimeOffset Start { get; init; }

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(TimeSpan? duration, FunctionOutcome? outcome, DateTimeOffset start, ConsolePage page)
        => new CallElapsed { Duration = duration, Outcome = outcome, Start = start, Page = page }.BuildRenderTree;
}
