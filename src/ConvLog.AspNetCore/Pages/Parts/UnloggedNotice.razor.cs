using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Data that this host received without a conversation, and the line of code that opens one.</summary>
public partial class UnloggedNotice
{
    private const string Code = """
        await using var conv = conversations.OpenLazily(new ConversationInfo(id));
        using var current = conv.MakeCurrent();
        """;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private UnloggedCounts Unlogged => Listing.Unlogged;
}
