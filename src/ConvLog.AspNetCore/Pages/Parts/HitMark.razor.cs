using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The mark of a search hit, on the page to which it links.</summary>
public partial class HitMark
{
    internal static RenderFragment Of() => new HitMark().BuildRenderTree;
}
