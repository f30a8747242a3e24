using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The preview of a run: the data to delete, and the expired data that is kept.</summary>
public partial class PreviewTable
{
    private RetentionPreview Preview { get; init; } = null!;

    private ConsolePage Shown { get; init; } = null!;

    internal static RenderFragment Of(RetentionPreview preview, ConsolePage shown)
        => new PreviewTable { Preview = preview, Shown = shown }.BuildRenderTree;
}
