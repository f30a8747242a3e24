using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The search box of the list, and links for its most common filters, which are part of the address. It works without JavaScript.</summary>
public partial class FilterBar
{
    // The filters that the bar's links show and set.
    private static readonly string[] s_linked = ["has_problem", "rating", "is_unread", ListAddress.Period];

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private ListAddress Address => Listing.Address;

    private IReadOnlyList<SetFilter> Chips
        => [.. SetFilter.Of(Address, Listing.Request.Query, static _ => false).Where(IsChip).Select(filter => filter.WithExcluded(Address))];

    // Parameters that the form must keep and that no chip sends.
    private IEnumerable<(string Name, string Value)> Hidden
        => s_linked.Where(IsLinked).Concat([ListAddress.View, ListAddress.Columns, ListAddress.Sort, ListAddress.Order])
            .Where(name => Address[name] is not null).Select(name => (name, Address[name]!));

    // A link sets a single value. A text is in the box, and the start of a period belongs to the period.
    private bool IsChip(SetFilter filter) => filter.Name is not ListAddress.Text && !IsLinked(filter.Name)
        && !(filter.Name is ListAddress.From && Address[ListAddress.Period] is not null);

    private bool IsLinked(string name) => name switch
    {
        ListAddress.Period => true,
        "has_problem" or "is_unread" => Address[name] is "true",
        "rating" => Address[name] is "dislike",
        _ => false,
    };

    private bool Is(string name, string value) => string.Equals(Address[name], value, StringComparison.Ordinal);
}
