using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The saved views of a reader.</summary>
/// <param name="Own">The reader's own.</param>
/// <param name="Team">Those of the team.</param>
internal sealed record ViewSet(IReadOnlyList<SavedView> Own, IReadOnlyList<SavedView> Team)
{
    /// <summary>Of a store that keeps none.</summary>
    public static ViewSet None { get; } = new([], []);

    /// <summary>Whether views can be saved.</summary>
    public bool IsKept { get; init; }

    /// <summary>All of them, the reader's own first.</summary>
    public IEnumerable<SavedView> All => Own.Concat(Team);

    /// <summary>The one that the list opens with; null for the whole list.</summary>
    public SavedView? Default => All.FirstOrDefault(static view => view.IsDefault);

    /// <summary>The one that an address of the list is in; null for none.</summary>
    public SavedView? Of(ListAddress address) => All.FirstOrDefault(view => string.Equals(view.Id, address[ListAddress.View], StringComparison.Ordinal));

    /// <summary>Whether an address has other filters, columns or another order than the view it is in.</summary>
    public static bool IsChanged(SavedView view, ListAddress address) => !string.Equals(view.Query, ViewQuery.Of(address), StringComparison.Ordinal);
}
