using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A change of calls in one sentence: what, since when, and where.</summary>
public partial class CallHeadline
{
    private CallChangeText Text { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    private string Words { get; init; } = "";

    internal static RenderFragment Of(CallChangeText text, ConsolePage page) => Of(text, text.Verb, page);

    /// <param name="text">The change.</param>
    /// <param name="words">What happened, in other words.</param>
    /// <param name="page">The page.</param>
    internal static RenderFragment Of(CallChangeText text, string words, ConsolePage page)
        => new CallHeadline { Text = text, Words = words, Page = page }.BuildRenderTree;
}
