using System.Text.Json.Serialization.Metadata;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Responds only to visitors who can manage personal data, and accepts forms only from the console's own pages.</summary>
internal sealed class PermittedResponses(PageResponses answers, ResultTickets results)
{
    /// <summary>Responds with a page.</summary>
    public async ValueTask<IResult> ShowAsync(HttpContext context, Func<ConsolePage, ValueTask<IResult>> show)
    {
        var page = answers.PageOf(context);
        return Refusal(context, page) ?? await show(page).ConfigureAwait(false);
    }

    /// <summary>Responds with a page, and gives it the result of a form if the address has its ticket.</summary>
    public ValueTask<IResult> ShowAsync<T>(HttpContext context, JsonTypeInfo<T> json, Func<ConsolePage, T?, ValueTask<IResult>> show)
        where T : class
    {
        string? ticket = TicketAddress.Take(context.Request, TicketAddress.Result);
        return ShowAsync(context, page => show(page, results.Find(context, page.Visitor, page.Address, ticket, json)));
    }

    /// <summary>Redirects from a form to the page that shows its result.</summary>
    /// <param name="context">The request with the form.</param>
    /// <param name="page">The page.</param>
    /// <param name="path">The path of the page to show.</param>
    /// <param name="sent">The forms, as one of them was sent.</param>
    /// <param name="part">The part of the page with the form, as <c>#part</c>; empty for none.</param>
    public SeeOtherResult Redirect(HttpContext context, ConsolePage page, string path, PrivacyForms sent, string part = "")
        => new(Issue(context, page, path, sent, sent.WithoutPersonalData(), FormResultJson.Default.PrivacyForms) + part);

    /// <summary>Redirects from an erasure to its receipt, which the store does not keep.</summary>
    public SeeOtherResult Redirect(HttpContext context, ConsolePage page, ErasureReceipt receipt)
        => new(Issue(context, page, page.Paths.Erasures, receipt, receipt with { Reason = null }, FormResultJson.Default.ErasureReceipt));

    /// <summary>Performs the action of a form as the visitor: finding the data to erase is recorded as a read of personal data.</summary>
    public ValueTask<IResult> HandleFormAsync(HttpContext context, Func<ConsolePage, Reader, IFormCollection, ValueTask<IResult>> handle)
        => answers.HandleFormAsync(context, ConvLogPermissions.Manage,
            async (page, _, form)
            => page.CanManage
                ? await handle(page, page.Visitor.Reader!, form).ConfigureAwait(false)
                : PageResponses.Fail(page, Failure.Lacks(page, ConvLogPermissions.Manage)));

    /// <summary>Redirects from an address that only accepts forms to their page: signing in again, or reloading, may request it.</summary>
    public ValueTask<IResult> Back(HttpContext context) => ShowAsync(context, static page => new(new SeeOtherResult(page.Paths.Privacy)));

    private string Issue<T>(HttpContext context, ConsolePage page, string path, T result, T sealable, JsonTypeInfo<T> json)
        => TicketAddress.Of(path, TicketAddress.Result, results.Issue(context, page.Visitor, path, result, sealable, json));

    private static IResult? Refusal(HttpContext context, ConsolePage page)
    {
        if (page.Visitor.Reader is null)
        {
            return PageResponses.Refuse(context, page);
        }

        return page.CanManage ? null : PageResponses.Fail(page, Failure.Lacks(page, ConvLogPermissions.Manage));
    }
}
