using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The current period, and links to others. A time that is none of these is a chip of the search box.</summary>
public partial class PeriodLinks
{
    // The default period of searches.
    private const string OfSearches = "7d";

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private string? Word => Listing.Request.Unread.ContainsKey(ListAddress.Period) ? null : Listing.Address[ListAddress.Period];

    private bool IsNarrowed => Listing.Request.Query is { Text: not null, From: null };

    private bool IsAllTime
        => Word is ListRequest.AllTime || (Word is null && !IsNarrowed && Listing.Request.Query is { From: null, To: null, StartedFrom: null });

    private bool IsCurrent(string word) => string.Equals(Word ?? (IsNarrowed ? OfSearches : null), word, StringComparison.Ordinal);

    private bool IsRange => Word is null && Range.Length > 0;

    // A range of the histogram or of the form, which a period replaces. A time that was entered on its own is kept.
    private (string, string?)[] Range
        => Listing.Address[ListAddress.Started] is null || Listing.Address[ListAddress.Until] is null
            ? [] : [(ListAddress.Started, null), (ListAddress.Until, null)];

}
