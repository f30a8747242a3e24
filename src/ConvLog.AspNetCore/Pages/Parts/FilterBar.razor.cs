using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The filters of the list: a form whose fields are part of the address, and links for the most common ones. It works without JavaScript.</summary>
public partial class FilterBar
{
    // The filters that the bar's links show and set.
    private static readonly string[] s_linked = ["has_problem", "rating", "is_unread", ListAddress.Period];

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private ListAddress Address => Listing.Address;

    private bool IsByDate => Listing.Request.Query.Sort is ConversationSort.Created or ConversationSort.Updated;

    private int MoreCount => Address.Filters.Count(IsMore);

    private IReadOnlyList<SetFilter> Chips
        => [.. SetFilter.Of(Address, Listing.Request.Query, HasField).Where(IsChip).Select(filter => filter.WithExcluded(Address))];

    // Parameters that the form must keep and that neither a field nor a chip sends.
    private IEnumerable<(string Name, string Value)> Hidden => s_linked.Where(IsLinked).Concat([ListAddress.View, ListAddress.Columns])
        .Where(name => Address[name] is not null).Select(name => (name, Address[name]!));

    // A link sets a single value. A text is in the box.
    private bool IsChip(SetFilter filter)
        => filter.Name is not ListAddress.Text && !IsLinked(filter.Name) && (!filter.HasField || (IsMore(filter.Name) && !IsUnread(filter.Name)));

    private bool IsLinked(string name) => name switch
    {
        ListAddress.Period => true,
        "has_problem" or "is_unread" => Address[name] is "true",
        "rating" => Address[name] is "dislike",
        _ => false,
    };

    // Whether it is a field of the collapsed part. A start time that comes from a period does not count.
    private bool IsMore(string name) => HasField(name) && !(name is ListAddress.From && Address[ListAddress.Period] is not null);

    private bool HasField(string name)
        => name is "agent" || ConversationFilters.All.Any(filter => filter.Field is not null && string.Equals(filter.Name, name, StringComparison.Ordinal));

    private bool IsUnread(string name) => Listing.Request.Unread.ContainsKey(name);

    private bool Is(string name, string value) => string.Equals(Address[name], value, StringComparison.Ordinal);

    private string? Local(string name)
        => (name is "from" ? Listing.Request.Query.From : Listing.Request.Query.To) is { } time && Address[name] is not null
            ? ShownTime.Field(time, Page.Zone)
            : null;
}
