using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The text of a message: JSON with syntax highlighting, a long text folded.</summary>
public partial class ModelText
{
    private const int LongestOpen = 700;
    private const int LongestLine = 160;
    private const int Beginning = 240;

    private VisibleText Text { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private string Anchor { get; init; } = "";

    internal static RenderFragment Of(VisibleText text, ConsolePage page, string anchor)
        => new ModelText { Text = text, Page = page, Anchor = anchor }.BuildRenderTree;

    // JSON is shown on one line; other texts keep their line breaks.
    private static RenderFragment Short(string text) => JsonTokens.Of(text, isIndented: false) is null ? Logged.Block(text) : JsonMarkup.Line(text);
}
