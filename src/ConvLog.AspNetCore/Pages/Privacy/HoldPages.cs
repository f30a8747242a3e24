using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Placing and releasing legal holds.</summary>
internal sealed class HoldPages(ConversationErasure erasure, ConversationReader conversations, PrivacyPages pages, PermittedResponses answers)
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
    public ValueTask<IResult> ReleaseAsync(HttpContext context) => answers.TakeAsync(context, async (page, reader, form) =>
    {
        string id = form.Text("conversation");
        if (form.Text("confirmed") is not "yes" && await WaitingAsync(page, reader, id, context.RequestAborted).ConfigureAwait(false) is { } waiting)
        {
            return PageResponses.Show<ReleaseQuestionPage, ReleaseConfirmation>(page, new ReleaseConfirmation(id, waiting));
        }

        bool isReleased = id.Length > 0 && await erasure.ReleaseHoldAsync(id, CancellationToken.None).ConfigureAwait(false);
        return isReleased ? new SeeOtherResult($"{page.Paths.Privacy}#holds") : PageResponses.Fail(page, Failure.NoHold);
    });

    // The pending erasures; null if there is none.
    private async ValueTask<IReadOnlyList<ErasureReceipt>?> WaitingAsync(ConsolePage page, Reader reader, string id, CancellationToken cancellationToken)
    {
        if (!page.Has(StoreCapabilities.Receipts))
        {
            var summary = await conversations.GetSummaryAsync(reader with { CanReadPii = false }, id, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return summary is { IsErasurePending: true } ? [] : null;
        }

        var receipts = await erasure.ListReceiptsAsync(LookedThrough, cancellationToken).ConfigureAwait(false);
        ErasureReceipt[] waiting = [.. receipts.Where(receipt => receipt.HeldConversations.Contains(id, StringComparer.Ordinal))];
        return waiting.Length > 0 ? waiting : null;
    }
}
