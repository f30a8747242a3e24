using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Renders pages without services of the host, so that they are the same in every host.</summary>
/// <remarks>
/// The renderer would resolve a NavigationManager, which in a host with Blazor or MVC throws outside of their own requests, component activators, encoders and
/// cascading values. ConvLog's components take only parameters and inject nothing. The renderer would only log the components that it creates; exceptions
/// reach the caller.
/// </remarks>
internal static class PageRenderer
{
    // Never disposed: it is empty.
    private static readonly ServiceProvider s_services = new ServiceCollection().BuildServiceProvider();

    public static HtmlRenderer Create() => new(s_services, NullLoggerFactory.Instance);
}
