using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The action of the list's form and the conversations that are selected.</summary>
/// <param name="Action">The action.</param>
/// <param name="Ids">The conversations.</param>
/// <param name="Label">The label that is added or removed.</param>
/// <param name="Assignee">The colleague to whom they are assigned.</param>
internal sealed record SelectedRows(string Action, IReadOnlyList<string> Ids, string Label, string Assignee = "")
{
    public const string ActionField = "do", IdField = "id", LabelField = "label", AssigneeField = "assignee", BeforeField = "before";

    public const string AddLabel = "label", RemoveLabel = "unlabel", MarkRead = "read", MarkUnread = "unread", Assign = "assign", Unassign = "unassign";

    /// <summary>Undoes an assignment: each conversation is assigned as it was before.</summary>
    public const string Reassign = "reassign";

    public const int LongestLabel = 256;

    // More than a page of the list has.
    private const int Most = 200;

    /// <summary>The previous assignee of each conversation, empty for none; used only by <see cref="Reassign"/>.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The same with the reader's name in place of "me".</summary>
    public SelectedRows Named(Reader reader) => this with { Assignee = AssigneeKeywords.NameOf(Assignee, reader) };

    public static SelectedRows Read(IFormCollection form)
    {
        string action = form.Text(ActionField);
        string label = form.Text(LabelField).Trim();
        string assignee = form.Text(AssigneeField).Trim();

        if (action is Reassign)
        {
            (string Id, string Before)[] pairs = [.. form[IdField].Zip(form[BeforeField]).Where(static pair => !string.IsNullOrEmpty(pair.First))
                .Select(static pair => (pair.First!, (pair.Second ?? "").Trim())).DistinctBy(static pair => pair.Item1, StringComparer.Ordinal).Take(Most)];
            return new(action, [.. pairs.Select(static pair => pair.Id)], label) { Before = [.. pairs.Select(static pair => pair.Before)] };
        }

        // The Enter key in a field activates the first button of the form, which adds the label.
        bool isAssigned = action is AddLabel && label.Length == 0 && assignee.Length > 0;
        return new(isAssigned ? Assign : action,
            [.. form[IdField].Where(static id => !string.IsNullOrEmpty(id)).Select(static id => id!).Distinct(StringComparer.Ordinal).Take(Most)],
            label,
            assignee);
    }
}
