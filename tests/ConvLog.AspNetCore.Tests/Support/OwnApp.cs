using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The root component of a host.</summary>
public sealed class OwnApp : ComponentBase
{
    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Router>(0);
        builder.AddComponentParameter(1, nameof(Router.AppAssembly), typeof(OwnApp).Assembly);
        builder.AddComponentParameter(2, nameof(Router.AdditionalAssemblies), new[] { typeof(ConvLogConsoleOptions).Assembly });
        builder.AddComponentParameter(3, nameof(Router.Found), (RenderFragment<RouteData>)Found);
        builder.CloseComponent();
    }

    private static RenderFragment Found(RouteData route) => builder =>
    {
        builder.OpenComponent<RouteView>(0);
        builder.AddComponentParameter(1, nameof(RouteView.RouteData), route);
        builder.CloseComponent();
    };
}
