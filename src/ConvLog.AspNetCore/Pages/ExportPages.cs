using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.Feedback;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Views;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>
/// The files that the pages offer to everyone who can open them, also without an API key. A link downloads redacted data; personal data requires a form, as
/// revealing it does.
/// </summary>
internal sealed class ExportPages(ExportFiles files, CallFiles calls, SavedViews views, PageResponses answers, ReadLimits limits) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/file") { Get = ConversationsAsync, IsLong = true },
        new PageRoute("/functions/calls/file") { Get = CallsAsync, IsLong = true, Requires = StoreCapabilities.Statistics },
        new PageRoute("/feedback/improved/file") { Get = AnnotationsAsync, Post = PersonalAnnotationsAsync, IsLong = true },
    ];

    private const string Format = "format";

    /// <summary>The conversations of the list.</summary>
    public ValueTask<IResult> ConversationsAsync(HttpContext context) => RedactedAsync(context, async (page, call) =>
    {
        var format = ExportRoutes.Format(call);
        var list = ListRequest.Read(context, page, call.Reader);
        var view = list.Address[ListAddress.View] is null
            ? null : (await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false)).Of(list.Address);
        var name = NameOf(page, list.Query) with { About = view?.Name ?? list.Query.ExactFunctionName };
        return await files.SendAsync(context, call.Reader, format, name, list.Query).ConfigureAwait(false);
    });

    /// <summary>The calls of a function, API endpoint or model.</summary>
    public ValueTask<IResult> CallsAsync(HttpContext context)
        => RedactedAsync(context, (page, call) =>
        {
            bool isTable = context.Request.Query[Format] is not ["jsonl"];
            var request = ListedCallsRequest.Read(context, page, call.Reader);
            return calls.SendAsync(context, call.Reader, isTable, request.FileName(page.Now), request.Query);
        });

    /// <summary>The improved answers. Without a format, which the form for personal data sends in its body, the address redirects to their page.</summary>
    public ValueTask<IResult> AnnotationsAsync(HttpContext context) => context.Request.Query.ContainsKey(Format)
        ? RedactedAsync(context, (page, call) => ImprovedAsync(context, page, call.Reader, ExportRoutes.AnnotationFormat(call),
            FeedbackRequest.Read(context, page, call.Reader, page.Paths.ImprovedAnswers).ImprovedQuery))
        : answers.ReadAsync(context, static (page, _) => new(new SeeOtherResult(page.Paths.ImprovedAnswers)));

    /// <summary>The improved answers with personal data.</summary>
    public ValueTask<IResult> PersonalAnnotationsAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.ReadPii,
        (page, withheld, form) =>
        {
            if (PageResponses.Permitted(page, form) is not { } reader)
            {
                return new(PageResponses.Fail(page, Failure.NoReason));
            }

            IExportFormat<ConversationView> format = form.Text(Format) is "csv" ? new AnnotationTable() : new AnnotationLines();
            return CountedAsync(context, page, () => ImprovedAsync(context, page, reader, format,
                FeedbackRequest.Read(context, page, withheld, page.Paths.ImprovedAnswers).ImprovedQuery));
        });

    private ValueTask<IResult> ImprovedAsync(
        HttpContext context, ConsolePage page, Reader reader, IExportFormat<ConversationView> format, ConversationQuery query)
        => files.SendAsync(context, reader, format, NameOf(page, query), query);

    private static DownloadName NameOf(ConsolePage page, ConversationQuery query)
        => new(DownloadName.DatesOf(query.From, query.To, page.Now, page.Zone));

    // A link on another site can open pages but not download files: an export is expensive, and the user may not have intended it.
    private ValueTask<IResult> RedactedAsync(HttpContext context, Func<ConsolePage, ApiCall, ValueTask<IResult>> send)
        => OriginRule.AllowsDownload(context.Request)
            ? answers.ReadAsync(context, (page, reader) => CountedAsync(context, page,
                () => send(page, new ApiCall(context, page.Visitor, reader with { AsksForPii = false }))))
            : new(PageResponses.Fail(answers.PageOf(context), Failure.ForeignPage));

    private ValueTask<IResult> CountedAsync(HttpContext context, ConsolePage page, Func<ValueTask<IResult>> sendAsync)
    {
        if (limits.CountExport(page.Visitor) is not { } seconds)
        {
            return sendAsync();
        }

        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new(PageResponses.Fail(page, Failure.TooMany));
    }
}
