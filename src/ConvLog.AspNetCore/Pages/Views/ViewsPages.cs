using System.Text.Json;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The page of saved views, the actions of its forms and of those of the list, and the counts that the list shows.</summary>
internal sealed class ViewsPages(SavedViews views, ViewCounts viewCounts, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/views") { Get = ShowAsync, Post = ChangeAsync, Requires = StoreCapabilities.TeamDocuments },
        new PageRoute("/views/counts") { Get = CountAsync, Requires = StoreCapabilities.TeamDocuments },
    ];

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, (page, reader) => ShowAsync(context, page, reader, problem: null));

    /// <summary>
    /// The counts of all views, which the script of the list requests after the list is shown: by view ID, the numbers of conversations and of unread ones.
    /// </summary>
    public ValueTask<IResult> CountAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var set = await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false);
        var counts = await viewCounts.ReadAsync(context, page, reader, set).ConfigureAwait(false);
        return new JsonResult(StatusCodes.Status200OK, "application/json", json => Write(json, counts));
    });

    /// <summary>Performs the action of a form. The query of its address is that of the list with the form.</summary>
    public ValueTask<IResult> ChangeAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Read, async (page, reader, sent) =>
    {
        var form = ViewForm.Read(sent);
        bool goesToTeam = form.IsOfTeam || form.Action is ViewForm.Share;
        if (goesToTeam && !page.CanAnnotate)
        {
            return PageResponses.Fail(page, Failure.Lacks(page, ConvLogPermissions.Annotate));
        }

        var address = ListRequest.Read(context, page, reader).Address;
        if (form.Action is ViewForm.Share)
        {
            var set = await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false);
            var shared = set.Own.FirstOrDefault(view => string.Equals(view.Id, form.Id, StringComparison.Ordinal));
            form = form with { Name = shared?.Name ?? "" };
            address = ViewCounts.RequestOf(context, page, reader, shared?.Query ?? "").Address;
        }

        string saved = ViewQuery.Of(address, page.Visitor, goesToTeam);
        string id = SavedView.NewId();
        string? problem = await views.ChangeAsync(page.Visitor, goesToTeam, page.Now, list => form.Change(list, saved, id), context.RequestAborted)
            .ConfigureAwait(false);
        if (problem is not null)
        {
            return await ShowAsync(context, page with { Address = page.Paths.Views }, reader, problem).ConfigureAwait(false);
        }

        return new SeeOtherResult(form.Action switch
        {
            ViewForm.Save => new SavedView(id, form.Name, saved).Address(page.Paths),
            ViewForm.Update => new SavedView(form.Id, form.Name, saved).Address(page.Paths),
            _ => page.Paths.Views,
        });
    });

    private async ValueTask<IResult> ShowAsync(HttpContext context, ConsolePage page, Reader reader, string? problem)
    {
        var set = await views.ReadAsync(page.Visitor, context.RequestAborted).ConfigureAwait(false);
        var counts = await viewCounts.ReadAsync(context, page, reader, set).ConfigureAwait(false);
        return PageResponses.Show<ViewsPage, ViewListing>(page, new ViewListing(set, counts, problem),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static void Write(Utf8JsonWriter json, Dictionary<string, ViewCount> counts) => JsonSerializer.Serialize(
        json,
        counts.ToDictionary(static view => view.Key, static string[] (view) => [view.Value.ShownConversations, view.Value.ShownUnread], StringComparer.Ordinal),
        ViewJson.Default.DictionaryStringStringArray);
}
