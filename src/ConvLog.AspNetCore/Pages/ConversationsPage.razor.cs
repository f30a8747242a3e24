using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The page that lists conversations.</summary>
public partial class ConversationsPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private string Title => Listing.Views.Of(Listing.Address) is { } view ? view.Name
        : Listing.Request.Query.AgentId is { } name ? $"Conversations with {name}" : "Conversations";

    private ListColumns Columns => Listing.Request.Columns;

    private string Css => Listing.Page.Conversations.Any(static conversation => conversation.Scores.Count > 0) ? "grid" : "grid unscored";

    // Whether new conversations belong at the top: only on the first page, and only if the stream supports all filters.
    private bool IsNewestOfAll => Listing.Request.Cursor is null && Listing.Address.Filters.All(static name => name is "agent" or "environment" or "channel")
        && Listing.Request.Query is { Sort: ConversationSort.Created, Ascending: false };

    // The stream would reject an unreadable filter.
    private (string Name, string? Value) Streamed(string filter) => (filter, Listing.Request.Unread.ContainsKey(filter) ? null : Listing.Address[filter]);

    private string Caption => Listing.HasGaps
        ? ShownNumber.Count(Listing.Page.Conversations.Count, "conversation", "conversations")
        : $"{ShownNumber.Count(Listing.First)} to {ShownNumber.Count(Listing.Last)} of "
            + (Listing.Total is null ? "more than " : "")
            + $"{ShownNumber.Count(Listing.Total ?? Listing.Last)} conversations";
}
