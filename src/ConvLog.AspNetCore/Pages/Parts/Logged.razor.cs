using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Untrusted text: isolated, so that it cannot change the direction of other text; encoded by Razor; with visible symbols for invisible
/// characters.</summary>
public partial class Logged
{
    private string Text { get; init; } = "";

    internal static RenderFragment Line(string? text) => Of(Printable.Line(text));

    internal static RenderFragment Line(string? text, int length) => Of(Printable.Line(text, length));

    internal static RenderFragment Block(string? text) => Of(Printable.Block(text));

    /// <summary>A text with search words highlighted; null for none.</summary>
    internal static RenderFragment Block(string text, string? words) => words is null ? Block(text) : HighlightedText.Of(text, words);

    /// <summary>A text, with the lock if it is personal.</summary>
    internal static RenderFragment Line(VisibleText text, ConsolePage page, string? anchor = null) => VisibleLine.Of(text, page, anchor);

    private static RenderFragment Of(string text) => new Logged { Text = text }.BuildRenderTree;
}
