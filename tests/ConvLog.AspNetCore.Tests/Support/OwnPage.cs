using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A page of a host with Razor components.</summary>
[Route(HostOfPages.OwnPage)]
public sealed class OwnPage : ComponentBase
{
    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p>A component of the host</p>");
}
