using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The action of the list's form and the conversations that are selected.</summary>
/// <param name="Action">The action.</param>
/// <param name="Ids">The conversations.</param>
/// <param name="Label">The label that is added or removed.</param>
internal sealed record SelectedRows(string Action, IReadOnlyList<string> Ids, string Label)
{
    public const string ActionField = "do", IdField = "id", LabelField = "label";

    public const string AddLabel = "label", RemoveLabel = "unlabel", MarkRead = "read", MarkUnread = "unread";

    public const int LongestLabel = 256;

    // A page of the list has fewer.
    private const int Most = 200;

    public static SelectedRows Read(IFormCollection form) => new(form.Text(ActionField),
        [.. form[IdField].Where(static id => !string.IsNullOrEmpty(id)).Select(static id => id!).Distinct(StringComparer.Ordinal).Take(Most)],
        form.Text(LabelField).Trim());
}
