using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A change of calls in one sentence: what, since when, and where.</summary>
public partial class CallHeadline
{
    private CallChangeText Text { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(CallChangeText text, ConsolePage page) => new CallHeadline { Text = text, Page = page }.BuildRenderTree;
}
