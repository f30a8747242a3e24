using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Renders pages without any services of the host, so that the result is the same in every host.</summary>
/// <remarks>
/// The renderer would use the host's NavigationManager, which throws outside of Blazor's or MVC's own requests, component activators, encoders and cascading
/// values. Components here only have parameters and inject nothing. The renderer would only log which components it creates; exceptions reach the caller.
/// </remarks>
internal static class PageRenderer
{
    // Never disposed, because it creates and owns nothing.
    private static readonly ServiceProvider s_services = new ServiceCollection().BuildServiceProvider();

    public static HtmlRenderer Create() => new(s_services, NullLoggerFactory.Instance);
}
