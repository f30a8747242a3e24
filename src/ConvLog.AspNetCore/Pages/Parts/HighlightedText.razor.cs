using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A text with search words highlighted.</summary>
public partial class HighlightedText
{
    private string Text { get; init; } = "";

    private string Words { get; init; } = "";

    internal static RenderFragment Of(string text, string words)
        => new HighlightedText { Text = text, Words = words }.BuildRenderTree;
}
