using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Placing and releasing legal holds.</summary>
internal sealed class HoldPages(ConversationErasure erasure, PrivacyPages pages, PermittedResponses answers)
{
    // More receipts than anyone writes in practice; the page and the receipt itself show holds of any age.
    private const int LookedThrough = 10_000;

    /// <summary>Places a hold.</summary>
    public ValueTask<IResult> PlaceAsync(HttpContext context) => answers.TakeAsync(context, async (page, reader, sent) =>
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
            : PageResponses.Show<PersonalDataPage, PersonalData>(page,
                await pages.ReadAsync(context.RequestAborted).ConfigureAwait(false) with { Hold = form }, StatusCodes.Status400BadRequest);
    });

    /// <summary>Releases a hold; asks for confirmation if that erases data.</summary>
    public ValueTask<IResult> ReleaseAsync(HttpContext context) => answers.TakeAsync(context, async (page, _, form) =>
    {
        string id = form.Text("conversation");
        if (form.Text("confirmed") is not "yes" && await WaitingAsync(id, context.RequestAborted).ConfigureAwait(false) is { Count: > 0 } waiting)
        {
            return PageResponses.Show<ReleaseQuestionPage, ReleaseConfirmation>(page, new ReleaseConfirmation(id, waiting));
        }

        bool isReleased = id.Length > 0 && await erasure.ReleaseHoldAsync(id, CancellationToken.None).ConfigureAwait(false);
        return isReleased ? new SeeOtherResult($"{page.Paths.Privacy}#holds") : PageResponses.Fail(page, Failure.NoHold);
    });

    private async ValueTask<IReadOnlyList<ErasureReceipt>> WaitingAsync(string id, CancellationToken cancellationToken)
    {
        var receipts = await erasure.ListReceiptsAsync(LookedThrough, cancellationToken).ConfigureAwait(false);
        return [.. receipts.Where(receipt => receipt.HeldConversations.Contains(id, StringComparer.Ordinal))];
    }
}
