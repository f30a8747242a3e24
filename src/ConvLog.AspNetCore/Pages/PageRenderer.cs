using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Renders pages without any service of the host, so that they are the same in every host.</summary>
/// <remarks>
/// The renderer asks its services for a NavigationManager, which in a host with Blazor or MVC throws outside of their own requests, for component activators,
/// encoders and cascading values, and creates them. Components here take parameters only and inject nothing. What the renderer would log are the components
/// that it creates; exceptions reach the caller.
/// </remarks>
internal static class PageRenderer
{
    // Never disposed: it creates and holds nothing.
    private static readonly ServiceProvider s_services = new ServiceCollection().BuildServiceProvider();

    public static HtmlRenderer Create() => new(s_services, NullLoggerFactory.Instance);
}
