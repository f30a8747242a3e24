using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The saved views of a reader.</summary>
/// <param name="Own">The reader's own.</param>
/// <param name="Team">The team's.</param>
internal sealed record ViewSet(IReadOnlyList<SavedView> Own, IReadOnlyList<SavedView> Team)
{
    /// <summary>The views of a store that does not support them.</summary>
    public static ViewSet None { get; } = new([], []);

    /// <summary>Whether views can be saved.</summary>
    public bool CanSave { get; init; }

    /// <summary>All views, the reader's own first.</summary>
    public IEnumerable<SavedView> All => Own.Concat(Team);

    /// <summary>The default view; null for the whole list.</summary>
    public SavedView? Default => All.FirstOrDefault(static view => view.IsDefault);

    /// <summary>The view of an address of the list; null for none.</summary>
    public SavedView? Of(ListAddress address) => All.FirstOrDefault(view => string.Equals(view.Id, address[ListAddress.View], StringComparison.Ordinal));

    /// <summary>Whether the filters, columns or order of an address differ from its view.</summary>
    public static bool IsChanged(SavedView view, ListAddress address) => !string.Equals(view.Query, ViewQuery.Of(address), StringComparison.Ordinal);
}
