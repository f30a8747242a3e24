using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The page of users.</summary>
public partial class UsersPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UserListing Listing { get; set; } = null!;

    private string Which => Listing.IsOfTurns ? "Users with a turn in a period" : "Users with a conversation in the last 30 days";

    private string Limits => string.Join(", ", ((string?[])
    [
        Listing.Query.TurnFrom is { } from ? $"turns since {ShownTime.Full(from, Page.Zone)}" : null,
        Listing.Query.TurnTo is { } to ? $"turns before {ShownTime.Full(to, Page.Zone)}" : null,
        Listing.Query.Environment is { } environment ? $"environment {Marks.NameOf(environment)}" : null,
        Listing.Query.Channel is { } channel ? $"channel {Printable.Line(channel, 60)}" : null,
    ]).OfType<string>());
}
