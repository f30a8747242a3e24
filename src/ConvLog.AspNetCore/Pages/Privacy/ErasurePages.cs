using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Erasure: the form, the confirmation and the receipt. The ID of an end user is never in an address.</summary>
internal sealed class ErasurePages(ConversationErasure erasure, ConversationReader conversations, PrivacyPages pages, PermittedResponses answers)
    : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/privacy/erasures") { Get = UnkeptReceiptAsync, Post = EraseAsync, ContinuesAfterFailure = true },
        new PageRoute("/privacy/erasures/question") { Get = ConfirmAsync, Post = AskAsync, ContinuesAfterFailure = true },
        new PageRoute("/privacy/erasures/{receiptId}") { Get = ReceiptAsync, Requires = StoreCapabilities.Receipts },
        new PageRoute("/privacy/erasures/{receiptId}/receipt.json") { Get = ReceiptFileAsync, Requires = StoreCapabilities.Receipts },
    ];

    /// <summary>Redirects to the confirmation of an erasure, or back to an invalid form.</summary>
    public ValueTask<IResult> AskAsync(HttpContext context) => answers.HandleFormAsync(context, async (page, reader, sent) =>
    {
        var form = await ReadAsync(reader, sent, context.RequestAborted).ConfigureAwait(false);
        return form.Problem is null ? Confirm(context, page, form) : ShowInvalidForm(context, page, form);
    });

    /// <summary>Asks for confirmation of an erasure, and lists the data to erase.</summary>
    public ValueTask<IResult> ConfirmAsync(HttpContext context) => answers.ShowAsync(context, FormResultJson.Default.PrivacyForms,
        async (page, sent) => sent switch
        {
            null => new SeeOtherResult(page.Paths.Privacy),
            { Erasure.Id.Length: 0 } => await pages.ShowAsync(page, sent, context.RequestAborted).ConfigureAwait(false),
            _ => PageResponses.Show<ErasureQuestionPage, ErasureConfirmation>(page,
                await FindAsync(page.Visitor.Reader!, sent.Erasure, context.RequestAborted).ConfigureAwait(false)),
        });

    // The form on a user's page has only the pseudonym; finding the user's ID is recorded as a read of personal data.
    private async ValueTask<ErasureForm> ReadAsync(Reader reader, IFormCollection sent, CancellationToken cancellationToken)
    {
        var form = ErasureForm.Read(sent);
        if (sent.Text(ErasureForm.PseudonymField) is not { Length: > 0 } pseudonym)
        {
            return form;
        }

        var query = new ConversationQuery { UserPseudonym = pseudonym, Limit = 1 };
        var page = await conversations.ListAsync(Previewing(reader), query, cancellationToken: cancellationToken).ConfigureAwait(false);
        var user = page.Conversations.SelectMany(static found => found.Users)
            .FirstOrDefault(user => string.Equals(user.Pseudonym, pseudonym, StringComparison.Ordinal))?.User;
        return user is { IsPii: true, Text: var id } && !string.Equals(id, pseudonym, StringComparison.Ordinal)
            ? form with { Id = id, Problem = ErasureForm.ProblemOf(id, form.Reason), Pseudonym = pseudonym }
            : form with { Problem = "The ID of this user can't be read: you may not see it, or it has been deleted. Enter it here." };
    }

    /// <summary>Erases, and redirects to the receipt, or shows it if the store keeps none.</summary>
    public ValueTask<IResult> EraseAsync(HttpContext context) => answers.HandleFormAsync(context, async (page, reader, sent) =>
    {
        var form = ErasureForm.Read(sent);
        if (form.Problem is not null)
        {
            return ShowInvalidForm(context, page, form);
        }

        if (!string.Equals(sent.Text(ErasureConfirmation.Field).Trim(), ErasureConfirmation.Word, StringComparison.OrdinalIgnoreCase))
        {
            return Confirm(context, page, form with { Problem = $"Nothing was erased. Type {ErasureConfirmation.Word} to confirm." });
        }

        string? reason = form.Reason.Length > 0 ? form.Reason : null;

        // Not canceled when the client disconnects: a requested erasure is completed.
        var receipt = form.Subject == ErasureSubject.Conversation
            ? await erasure.EraseConversationAsync(form.Id, reader.Name, reason, CancellationToken.None).ConfigureAwait(false)
            : await erasure.EraseUserAsync(form.Id, reader.Name, reason, CancellationToken.None).ConfigureAwait(false);
        return page.Has(StoreCapabilities.Receipts)
            ? new SeeOtherResult(page.Paths.Receipt(receipt.Id)) : answers.Redirect(context, page, receipt);
    });

    /// <summary>A receipt that the store does not keep.</summary>
    public ValueTask<IResult> UnkeptReceiptAsync(HttpContext context) => answers.ShowAsync(context, FormResultJson.Default.ErasureReceipt,
        static (page, receipt) => new(receipt is null
            ? new SeeOtherResult(page.Paths.Privacy) : PageResponses.Show<ReceiptPage, ErasureReceipt>(page, receipt)));

    /// <summary>A receipt.</summary>
    public ValueTask<IResult> ReceiptAsync(HttpContext context)
        => ReceiptAsync(context, static (page, receipt) => PageResponses.Show<ReceiptPage, ErasureReceipt>(page, receipt));

    /// <summary>A receipt as a file.</summary>
    public ValueTask<IResult> ReceiptFileAsync(HttpContext context) => ReceiptAsync(context, (page, receipt) =>
    {
        var name = new DownloadName(DownloadName.DatesOf(receipt.RequestedAt, receipt.RequestedAt, page.Now, page.Zone)) { About = $"{receipt.Id:D}" };
        context.Response.Headers.ContentDisposition = name.HeaderOf("erasure", "json");
        return ReceiptJson.Of(receipt);
    });

    private ValueTask<IResult> ReceiptAsync(HttpContext context, Func<ConsolePage, ErasureReceipt, IResult> show) => answers.ShowAsync(context, async page =>
    {
        var receipt = Guid.TryParseExact(context.Request.RouteValues["receiptId"] as string, "D", out var id)
            ? await erasure.GetReceiptAsync(id, context.RequestAborted).ConfigureAwait(false) : null;
        return receipt is null ? PageResponses.Fail(page, Failure.NoReceipt) : show(page, receipt);
    });

    private SeeOtherResult Confirm(HttpContext context, ConsolePage page, ErasureForm form)
        => answers.Redirect(context, page, page.Paths.ErasureConfirmation, new PrivacyForms { Erasure = form });

    private SeeOtherResult ShowInvalidForm(HttpContext context, ConsolePage page, ErasureForm form)
        => answers.Redirect(context, page, page.Paths.Privacy, new PrivacyForms { Erasure = form }, "#erasure");

    private async ValueTask<ErasureConfirmation> FindAsync(Reader reader, ErasureForm form, CancellationToken cancellationToken)
    {
        reader = Previewing(reader);
        var holds = conversations.Capabilities.HasFlag(StoreCapabilities.Holds)
            ? await erasure.ListHoldsAsync(cancellationToken).ConfigureAwait(false) : [];
        var (found, total) = form.Subject == ErasureSubject.Conversation
            ? await FindConversationAsync(reader, form.Id, cancellationToken).ConfigureAwait(false)
            : await FindUserAsync(reader, form.Id, cancellationToken).ConfigureAwait(false);
        return new ErasureConfirmation(form, found, total, holds.Select(static hold => hold.ConversationId).ToHashSet(StringComparer.Ordinal));
    }

    private static Reader Previewing(Reader reader) => reader with { Reason = reader.Reason ?? "Erasure preview" };

    private async ValueTask<(IReadOnlyList<ConversationSummaryView> Found, int Total)> FindConversationAsync(Reader reader, string id,
        CancellationToken cancellationToken)
        => await conversations.GetSummaryAsync(reader, id, cancellationToken: cancellationToken).ConfigureAwait(false) is { } found ? ([found], 1) : ([], 0);

    private async ValueTask<(IReadOnlyList<ConversationSummaryView> Found, int Total)> FindUserAsync(Reader reader, string id,
        CancellationToken cancellationToken)
    {
        var page = await conversations.ListAsync(reader, new ConversationQuery { UserId = id, Limit = ErasureConfirmation.Shown, CountTotal = true },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return (page.Conversations, page.Total ?? page.Conversations.Count);
    }
}
