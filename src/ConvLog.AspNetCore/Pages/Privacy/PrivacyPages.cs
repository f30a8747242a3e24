using System.Globalization;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page of personal data, and the access log.</summary>
internal sealed class PrivacyPages(ConversationRetention retention, ConversationErasure erasure, ConversationReader conversations, PermittedResponses answers,
    TimeProvider time)
    : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/privacy") { Get = ShowAsync },
        new PageRoute("/privacy/access") { Get = AccessAsync },
    ];

    /// <summary>Retention, erasures, legal holds and the latest records of the access log.</summary>
    public ValueTask<IResult> ShowAsync(HttpContext context)
        => answers.ShowAsync(context, FormResultJson.Default.PrivacyForms, (page, sent) => ShowAsync(page, sent ?? new PrivacyForms(), context.RequestAborted));

    /// <summary>The same with forms as they were sent.</summary>
    public async ValueTask<IResult> ShowAsync(ConsolePage page, PrivacyForms sent, CancellationToken cancellationToken)
        => PageResponses.Show<PersonalDataPage, PersonalData>(page, await ReadAsync(cancellationToken).ConfigureAwait(false) with { Forms = sent });

    /// <summary>The access log, latest first.</summary>
    public ValueTask<IResult> AccessAsync(HttpContext context) => answers.ShowAsync(context, async page =>
    {
        if (!ReadBefore(context.Request.Query, out long? before))
        {
            return PageResponses.Fail(page,
                Failure.Invalid(
                $"before is \"{Printable.Line(context.Request.Query["before"], 64)}\"; it must be one integer, as in the link to older records."));
        }

        var given = RequestQuery.ReadKnown(context.Request, static _ => true);
        if (!ReadTime(given, AccessListing.From, page.Zone, out var from) || !ReadTime(given, AccessListing.To, page.Zone, out var to))
        {
            return PageResponses.Fail(page, Failure.Invalid("from and to must be times such as 2026-11-20T09:00 or 2026-11-20T09:00:00Z."));
        }

        var query = new AccessQuery
        {
            ConversationId = given.GetValueOrDefault(AccessListing.Conversation),
            Reader = given.GetValueOrDefault(AccessListing.Reader),
            From = from,
            To = to,
            Limit = AccessListing.PageSize,
            Before = before,
        };
        var part = await conversations.ReadAccessLogAsync(query, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<AccessesPage, AccessListing>(page, new AccessListing(part, query));
    });

    private async ValueTask<PersonalData> ReadAsync(CancellationToken cancellationToken) => new(
        RetentionSettings.Of(retention, time),
        await retention.PreviewAsync(cancellationToken).ConfigureAwait(false),
        await retention.FindStoppedRunAsync(cancellationToken).ConfigureAwait(false),
        await retention.ReadRunsAsync(PersonalData.ShownRuns, cancellationToken).ConfigureAwait(false),
        Has(StoreCapabilities.Receipts) ? await erasure.ListReceiptsAsync(PersonalData.ShownReceipts, cancellationToken).ConfigureAwait(false) : [],
        Has(StoreCapabilities.Holds) ? await erasure.ListHoldsAsync(cancellationToken).ConfigureAwait(false) : [],
        await conversations.ReadAccessLogAsync(new AccessQuery { Limit = PersonalData.ShownAccesses }, cancellationToken).ConfigureAwait(false));

    private bool Has(StoreCapabilities capability) => conversations.Capabilities.HasFlag(capability);

    // In the format of the form's field, in the viewer's time zone, or in that of links and the API.
    private static bool ReadTime(SortedDictionary<string, string> given, string name, TimeZoneInfo zone, out DateTimeOffset? time)
    {
        time = null;
        if (!given.TryGetValue(name, out string? text))
        {
            return true;
        }

        time = ShownTime.OfField(text, zone)
            ?? (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var known) ? known : null);
        return time is not null;
    }

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
