using System.Diagnostics.CodeAnalysis;
using System.Text;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A page, rendered completely before its first byte is sent, so that a failure results in an error page and not in half a page.</summary>
/// <remarks>
/// It renders with <see cref="HtmlRenderer"/> alone (<see cref="PageRenderer"/>). RazorComponentResult would need AddRazorComponents in the host, and with it
/// antiforgery and data protection, whose keys are written to disk when the host starts.
/// </remarks>
internal sealed class PageResult<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TModel>(
    ConsolePage page, TModel model, int status = StatusCodes.Status200OK) : IResult
    where TPage : IComponent
{
    private TModel? _model = model;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = await BodyAsync(httpContext).ConfigureAwait(false);
        _model = default; // The model can be collected while the page is sent.
        await new BodyResult(status, "text/html; charset=utf-8", body).ExecuteAsync(httpContext).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        using var html = new MemoryStream();
        await RenderAsync(html).ConfigureAwait(false);
        return PageCompression.Encode(context, page.Disclosure == Disclosure.Revealed, html.GetBuffer().AsMemory(0, (int)html.Length));
    }

    private async Task RenderAsync(MemoryStream html)
    {
        NumberForm.Use(page.Preferences.Numbers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(PageHost<,>.Page)] = page,
            [nameof(PageHost<,>.Model)] = _model,
        });
        var renderer = PageRenderer.Create();
        await using (renderer.ConfigureAwait(false))
        {
            await renderer.Dispatcher.InvokeAsync(async () =>
            {
                var root = await renderer.RenderComponentAsync<PageHost<TPage, TModel>>(parameters).ConfigureAwait(true);
                html.Write(Encoding.UTF8.GetBytes(PageMarkup.Compact(root.ToHtmlString())));
            }).ConfigureAwait(false);
        }
    }
}
