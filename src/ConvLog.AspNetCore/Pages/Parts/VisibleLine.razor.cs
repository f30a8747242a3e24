using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A text, with the lock if it is personal.</summary>
public partial class VisibleLine
{
    private VisibleText Text { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private string? Here { get; init; }

    internal static RenderFragment Of(VisibleText text, ConsolePage page, string? here)
        => new VisibleLine { Text = text, Page = page, Here = here }.BuildRenderTree;
}
