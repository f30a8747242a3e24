using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The saved views of a reader.</summary>
/// <param name="Own">The reader's own.</param>
/// <param name="Team">The views of the team.</param>
internal sealed record ViewSet(IReadOnlyList<SavedView> Own, IReadOnlyList<SavedView> Team)
{
    /// <summary>The set for a store that does not support views.</summary>
    public static ViewSet None { get; } = new([], []);

    /// <summary>Whether views can be saved.</summary>
    public bool IsKept { get; init; }

    /// <summary>All views, the reader's own first.</summary>
    public IEnumerable<SavedView> All => Own.Concat(Team);

    /// <summary>The view that the list opens with; null for the whole list.</summary>
    public SavedView? Default => All.FirstOrDefault(static view => view.IsDefault);

    /// <summary>The view of a URL of the list; null if there is none.</summary>
    public SavedView? Of(ListAddress address) => All.FirstOrDefault(view => string.Equals(view.Id, address[ListAddress.View], StringComparison.Ordinal));

    /// <summary>Whether a URL has other filters, columns or another sort order than its view.</summary>
    public static bool IsChanged(SavedView view, ListAddress address) => !string.Equals(view.Query, ViewQuery.Of(address), StringComparison.Ordinal);
}
