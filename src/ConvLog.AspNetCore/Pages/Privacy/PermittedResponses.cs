using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Responds only to visitors who can manage personal data, and accepts forms only from the console's own pages.</summary>
internal sealed class PermittedResponses(PageResponses answers)
{
    /// <summary>Responds with a page.</summary>
    public async ValueTask<IResult> ShowAsync(HttpContext context, Func<ConsolePage, ValueTask<IResult>> show)
    {
        var page = answers.PageOf(context);
        return Refusal(context, page) ?? await show(page).ConfigureAwait(false);
    }

    /// <summary>Performs the action of a form as the visitor: finding the data to erase is recorded as a read of personal data.</summary>
    public ValueTask<IResult> HandleFormAsync(HttpContext context, Func<ConsolePage, Reader, IFormCollection, ValueTask<IResult>> handle)
        => answers.HandleFormAsync(context, ConvLogPermissions.Manage,
            async (page, _, form)
            => page.CanManage
                ? await handle(page, page.Visitor.Reader!, form).ConfigureAwait(false)
                : PageResponses.Fail(page, Failure.Lacks(page, ConvLogPermissions.Manage)));

    /// <summary>Redirects from an address that only accepts forms to their page: signing in again, or reloading, may request it.</summary>
    public ValueTask<IResult> Back(HttpContext context) => ShowAsync(context, static page => new(new SeeOtherResult(page.Paths.Privacy)));

    private static IResult? Refusal(HttpContext context, ConsolePage page)
    {
        if (page.Visitor.Reader is null)
        {
            return PageResponses.Refuse(context, page);
        }

        return page.CanManage ? null : PageResponses.Fail(page, Failure.Lacks(page, ConvLogPermissions.Manage));
    }
}
