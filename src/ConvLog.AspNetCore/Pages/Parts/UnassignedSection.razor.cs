using ConvLog.AspNetCore.Review;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Function calls and log entries outside any turn.</summary>
public partial class UnassignedSection
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The anchor of the section: before the first turn, or after it.</summary>
    [Parameter]
    [EditorRequired]
    public string Part { get; set; } = "";

    private UnassignedLog Log => Review.UnassignedLogOf(Part);
}
