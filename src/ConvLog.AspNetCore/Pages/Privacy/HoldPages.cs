using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Review;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Placing and releasing legal holds.</summary>
internal sealed class HoldPages(ConversationErasure erasure, ConversationReader conversations, PermittedResponses answers)
    : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/privacy/holds") { Get = answers.Back, Post = PlaceAsync, ContinuesAfterFailure = true, Requires = StoreCapabilities.Holds },
        new PageRoute("/privacy/holds/release")
        {
            Get = ConfirmReleaseAsync, Post = ReleaseAsync, ContinuesAfterFailure = true, Requires = StoreCapabilities.Holds,
        },
    ];

    /// <summary>Places a hold.</summary>
    public ValueTask<IResult> PlaceAsync(HttpContext context) => answers.HandleFormAsync(context, async (page, reader, sent) =>
    {
        var form = HoldForm.Read(sent);
        if (form.Problem is null
            && !await erasure.PlaceHoldAsync(form.ConversationId, reader.Name, form.Reason.Length > 0 ? form.Reason : null, context.RequestAborted)
            .ConfigureAwait(false))
        {
            form = form with { Problem = "This conversation is already on hold. The existing hold is unchanged." };
        }

        return form.Problem is null
            ? new SeeOtherResult($"{page.Paths.Privacy}#holds")
            : answers.Redirect(context, page, page.Paths.Privacy, new PrivacyForms { Hold = form }, "#holds");
    });

    /// <summary>Asks for confirmation of a release that erases data.</summary>
    public ValueTask<IResult> ConfirmReleaseAsync(HttpContext context) => answers.ShowAsync(context, FormResultJson.Default.PrivacyForms, async (page, sent)
        => sent?.Hold.ConversationId is { Length: > 0 } id
            && await PendingErasure.FindAsync(erasure, conversations, page.Visitor.Reader!, id, context.RequestAborted).ConfigureAwait(false) is { } pending
            ? PageResponses.Show<ReleaseQuestionPage, ReleaseConfirmation>(page, new ReleaseConfirmation(id, pending))
            : new SeeOtherResult(page.Paths.Privacy));

    /// <summary>Releases a hold; asks for confirmation if that erases data.</summary>
    public ValueTask<IResult> ReleaseAsync(HttpContext context) => answers.HandleFormAsync(context, async (page, reader, form) =>
    {
        string id = form.Text("conversation");
        if (form.Text("confirmed") is not "yes"
            && await PendingErasure.FindAsync(erasure, conversations, reader, id, context.RequestAborted).ConfigureAwait(false) is not null)
        {
            return answers.Redirect(context, page, page.Paths.Release, new PrivacyForms { Hold = new HoldForm(id) });
        }

        bool isReleased = id.Length > 0 && await erasure.ReleaseHoldAsync(id, CancellationToken.None).ConfigureAwait(false);
        return isReleased ? new SeeOtherResult($"{page.Paths.Privacy}#holds") : PageResponses.Fail(page, Failure.NoHold);
    });
}
