using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The time that a search covered, how to continue it or search all time, and the object that the text names.</summary>
public partial class SearchNotice
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private bool IsDefault => Listing.Request.Query.From is null;

    private string Text => Listing.Request.Query.Text!.Trim();

    private bool Names(SearchName name) => Listing.Named.Any(named => named.Name == name);
}
