using System.Text.Encodings.Web;
using System.Text.Unicode;
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
    // Pages are UTF-8, so letters of all scripts are written as they are: an entity takes more than twice the bytes.
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // Never disposed: it has nothing else.
    private static readonly ServiceProvider s_services = new ServiceCollection().AddSingleton(s_encoder).BuildServiceProvider();

    public static HtmlRenderer Create() => new(s_services, NullLoggerFactory.Instance);
}
