using System.Globalization;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page of personal data, and the access log.</summary>
internal sealed class PrivacyPages(ConversationRetention retention, ConversationErasure erasure, ConversationReader conversations, PermittedResponses answers,
    TimeProvider time)
{
    /// <summary>Retention, erasures, legal holds and the latest reads.</summary>
    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ShowAsync(context, async page =>
        PageResponses.Show<PersonalDataPage, PersonalData>(page, await ReadAsync(context.RequestAborted).ConfigureAwait(false)));

    /// <summary>The access log, latest first.</summary>
    public ValueTask<IResult> AccessAsync(HttpContext context) => answers.ShowAsync(context, async page =>
    {
        if (!ReadBefore(context.Request.Query, out long? before))
        {
            return PageResponses.Fail(page,
                Failure.Invalid(
                $"before is \"{Printable.Line(context.Request.Query["before"], 64)}\"; it must be one integer, as in the link to older records."));
        }

        string? conversation = context.Request.Query["conversation"] is [{ Length: > 0 } id, ..] ? id : null;
        var query = new AccessQuery { ConversationId = conversation, Limit = AccessListing.PageSize, Before = before };
        var part = await conversations.ReadAccessLogAsync(query, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<AccessesPage, AccessListing>(page, new AccessListing(part, conversation, before is null));
    });

    /// <summary>Reads what the page shows.</summary>
    public async ValueTask<PersonalData> ReadAsync(CancellationToken cancellationToken) => new(
        RetentionSettings.Of(retention, time),
        await retention.PreviewAsync(cancellationToken).ConfigureAwait(false),
        await retention.FindStoppedRunAsync(cancellationToken).ConfigureAwait(false),
        await retention.ReadRunsAsync(PersonalData.ShownRuns, cancellationToken).ConfigureAwait(false),
        await erasure.ListReceiptsAsync(PersonalData.ShownReceipts, cancellationToken).ConfigureAwait(false),
        await erasure.ListHoldsAsync(cancellationToken).ConfigureAwait(false),
        await conversations.ReadAccessLogAsync(new AccessQuery { Limit = PersonalData.ShownAccesses }, cancellationToken).ConfigureAwait(false));

    private static bool ReadBefore(IQueryCollection query, out long? before)
    {
        before = null;
        if (!query.TryGetValue("before", out var texts))
        {
            return true;
        }

        bool isRight = long.TryParse(texts.Count == 1 ? texts[0] : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
        before = number;
        return isRight;
    }
}
