using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A rating.</summary>
public partial class Thumb
{
    private bool IsUp { get; init; }

    private string Who { get; init; } = "";

    internal static RenderFragment Of(bool isUp, string who)
        => new Thumb { IsUp = isUp, Who = who }.BuildRenderTree;
}
