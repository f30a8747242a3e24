using System.Globalization;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Export;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Team;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The actions of the list's form on selected conversations. The query of its address is that of the list, which then shows the result.</summary>
internal sealed class SelectionPages(ConversationTeam team, ResultTickets results, ExportFiles files, PageResponses answers, ReadLimits limits) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/selected") { Get = Back, Post = ChangeAsync },
        new PageRoute("/selected/file") { Get = Back, Post = ExportAsync, IsLong = true },
    ];

    /// <summary>Labels them, marks them as read or assigns them.</summary>
    public ValueTask<IResult> ChangeAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Annotate, async (page, reader, form) =>
    {
        var result = await ChangeAsync(reader, SelectedRows.Read(form).Named(reader), context.RequestAborted).ConfigureAwait(false);
        string ticket = results.Issue(context, page.Visitor, page.Paths.Home, result, result, FormResultJson.Default.SelectedRowsResult);
        return new SeeOtherResult(TicketAddress.Of(ListOf(context, page), TicketAddress.Result, ticket));
    });

    /// <summary>Sends them as a file, redacted.</summary>
    public ValueTask<IResult> ExportAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Read, async (page, reader, form) =>
    {
        if (limits.CountExport(page.Visitor) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return PageResponses.Fail(page, Failure.TooMany);
        }

        IExportFormat<ConversationView> format = form.Text("format") is "csv" ? new TurnTable() : new JsonLines();
        var name = new DownloadName(DownloadName.DatesOf(from: null, to: null, page.Now, page.Zone)) { About = "selected" };
        return await files.SendAsync(context, reader with { AsksForPii = false }, format, name, SelectedRows.Read(form).Ids).ConfigureAwait(false);
    });

    /// <summary>Redirects a GET of an address that only accepts forms to the list.</summary>
    public ValueTask<IResult> Back(HttpContext context) => answers.ReadAsync(context, (page, _) => new(new SeeOtherResult(ListOf(context, page))));

    private static string ListOf(HttpContext context, ConsolePage page) => page.Paths.Home + context.Request.QueryString.ToUriComponent();

    private async ValueTask<SelectedRowsResult> ChangeAsync(Reader reader, SelectedRows selection, CancellationToken cancellationToken)
    {
        string label = selection.Label;
        if (selection.Ids.Count == 0)
        {
            return new SelectedRowsResult("Select conversations first.") { IsProblem = true };
        }

        string[] names = selection.Action is SelectedRows.Assign ? [selection.Assignee] : [.. selection.Before.Where(static name => name.Length > 0)];
        if (names.Select(TeamForm.ProblemOfAssignee).FirstOrDefault(static problem => problem is not null) is { } problem)
        {
            return new SelectedRowsResult(problem) { IsProblem = true };
        }

        if (selection.Action is not (SelectedRows.MarkRead or SelectedRows.MarkUnread or SelectedRows.Assign or SelectedRows.Unassign
            or SelectedRows.Reassign)
            && label.Length is 0 or > SelectedRows.LongestLabel)
        {
            return new SelectedRowsResult(string.Create(CultureInfo.InvariantCulture, $"A label has 1 to {SelectedRows.LongestLabel} characters."))
            {
                IsProblem = true,
            };
        }

        List<(string Id, string Before)> changed = [];
        int done = 0;
        foreach (var (index, id) in selection.Ids.Index())
        {
            var result = selection.Action switch
            {
                SelectedRows.MarkRead => await team.MarkReadAsync(reader, id, cancellationToken).ConfigureAwait(false),
                SelectedRows.MarkUnread => await team.MarkUnreadAsync(reader, id, cancellationToken).ConfigureAwait(false),
                SelectedRows.Assign => await team.AssignAsync(reader, id, selection.Assignee, cancellationToken).ConfigureAwait(false),
                SelectedRows.Reassign when selection.Before[index] is { Length: > 0 } before
                    => await team.AssignAsync(reader, id, before, cancellationToken).ConfigureAwait(false),
                SelectedRows.Unassign or SelectedRows.Reassign => await team.UnassignAsync(reader, id, cancellationToken).ConfigureAwait(false),
                SelectedRows.RemoveLabel => await team.RemoveLabelAsync(reader, id, turn: null, label, cancellationToken).ConfigureAwait(false),
                _ => await team.AddLabelAsync(reader, id, turn: null, label, cancellationToken).ConfigureAwait(false),
            };
            done += result.IsDone ? 1 : 0;
            if (result is { IsDone: true, IsUnchanged: false })
            {
                changed.Add((id, result.AssignedBefore ?? ""));
            }
        }

        return ResultOf(selection, changed, done);
    }

    private static SelectedRowsResult ResultOf(SelectedRows selection, List<(string Id, string Before)> changed, int done)
    {
        string number = ShownNumber.Count(done, "conversation", "conversations");
        string label = Printable.Line(selection.Label, 80);
        string text = selection.Action switch
        {
            SelectedRows.MarkRead => $"Marked {number} as read.",
            SelectedRows.MarkUnread => $"Marked {number} as unread.",
            SelectedRows.Assign => $"Assigned {number} to {Printable.Line(selection.Assignee, 80)}.",
            SelectedRows.Reassign => $"Restored the assignment of {number}.",
            SelectedRows.Unassign => $"Removed the assignment of {number}.",
            SelectedRows.RemoveLabel => $"Removed the label \"{label}\" from {number}.",
            _ => $"Added the label \"{label}\" to {number}.",
        };
        int missed = selection.Ids.Count - done;
        string[] ids = [.. changed.Select(static one => one.Id)];
        return new SelectedRowsResult(missed == 0 ? text : $"{text} {ShownNumber.Count(missed)} could not be changed.")
        {
            Undo = changed.Count == 0 ? null : selection.Action switch
            {
                SelectedRows.AddLabel => new SelectedRows(SelectedRows.RemoveLabel, ids, selection.Label),
                SelectedRows.RemoveLabel => new SelectedRows(SelectedRows.AddLabel, ids, selection.Label),
                SelectedRows.MarkRead => new SelectedRows(SelectedRows.MarkUnread, ids, Label: ""),
                SelectedRows.Assign or SelectedRows.Unassign or SelectedRows.Reassign
                    => new SelectedRows(SelectedRows.Reassign, ids, Label: "") { Before = [.. changed.Select(static one => one.Before)] },
                _ => null,
            },
        };
    }
}
