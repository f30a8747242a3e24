using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The failure of a turn or function: the exception's type, which every reader can see, and its message.</summary>
public partial class FailureLine
{
    private string? Type { get; init; }

    private VisibleText? Error { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private string? Anchor { get; init; }

    internal static RenderFragment Of(string? type, VisibleText? error, ConsolePage page, string? anchor = null)
        => new FailureLine { Type = type, Error = error, Page = page, Anchor = anchor }.BuildRenderTree;
}
