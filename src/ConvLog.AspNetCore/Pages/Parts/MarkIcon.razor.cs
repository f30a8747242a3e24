using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>An icon or mark, with a label unless the text next to it says the same.</summary>
public partial class MarkIcon
{
    private string Address { get; init; } = "";

    private string Css { get; init; } = "";

    private string? Label { get; init; }

    internal static RenderFragment Of(string address, string css, string? label)
        => new MarkIcon { Address = address, Css = css, Label = label }.BuildRenderTree;
}
