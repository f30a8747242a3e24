using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The diagnosis of a turn: its model calls and function calls as one chart with expandable rows, and the log entries outside of them.</summary>
public partial class Diagnosis
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The function calls.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<FunctionEventView> Calls { get; set; } = [];

    /// <summary>The log entries outside of them.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<EntryView> Entries { get; set; } = [];

    /// <summary>The API responses outside of them.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ApiResponseView> Responses { get; set; } = [];

    /// <summary>The turn; null outside of turns.</summary>
    [Parameter]
    public TurnView? Turn { get; set; }

    /// <summary>The time from which the offsets of the other entries are measured; null to show the time of day.</summary>
    [Parameter]
    public DateTimeOffset? Start { get; set; }

    /// <summary>The anchor of the section outside turns; empty for a turn.</summary>
    [Parameter]
    public string Part { get; set; } = "";

    private Waterfall? Waterfall { get; set; }

    private int ModelCallCount => Waterfall?.Rows.Count(static row => row.Model is not null) ?? 0;

    private int EntryCount => Entries.Count + Responses.Count + Calls.Sum(static call => call.Entries.Count + call.ApiResponses.Count);

    private int FailedCount => Calls.Count(static call => call.Outcome == FunctionOutcome.Failed)
        + (Waterfall?.Rows.Count(static row => row.Model?.Outcome == FunctionOutcome.Failed) ?? 0);

    /// <inheritdoc/>
    protected override void OnParametersSet() => Waterfall = Turn is null ? Waterfall.Of(Review.UnassignedLogOf(Part)) : Review.WaterfallOf(Turn);
}
