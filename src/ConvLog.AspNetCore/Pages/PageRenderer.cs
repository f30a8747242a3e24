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
    // Never disposed: its only service is the encoder.
    private static readonly ServiceProvider s_services = new ServiceCollection().AddSingleton(Encoder()).BuildServiceProvider();

    public static HtmlRenderer Create() => new(s_services, NullLoggerFactory.Instance);

    // Pages are UTF-8, so letters of all scripts are written as they are: an entity takes more than twice the bytes. Marks that turn the direction of text
    // remain visible in the source of the page.
    private static HtmlEncoder Encoder()
    {
        var letters = new TextEncoderSettings(UnicodeRanges.All);
        letters.ForbidRange(UnicodeRange.Create('\u200B', '\u200F'));
        letters.ForbidRange(UnicodeRange.Create('\u2028', '\u202E'));
        letters.ForbidRange(UnicodeRange.Create('\u2060', '\u206F'));
        letters.ForbidCharacters('\u061C', '\uFEFF');
        return HtmlEncoder.Create(letters);
    }
}
