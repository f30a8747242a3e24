using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The saved views above the list, and the forms that buttons of the filter bar open: they save the list as a view and choose its columns. The script
/// adds the counts.</summary>
public partial class ViewsBar
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private ViewSet Views => Listing.Views;

    private ListAddress Address => Listing.Address;

    private SavedView? Current => Views.Of(Address);

    private IReadOnlyList<string> UnsavedFilters => Page.CanAnnotate ? ViewQuery.UnsavedFilters(Address, Page.Visitor, isOfTeam: true) : [];

    private static string TitleOf(SavedView view) => (view.IsOfTeam ? "View of the team" : "Your view") + (view.IsDefault ? "; the list opens with it" : "");
}
