using ConvLog.AspNetCore.Review;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Entries and API responses of one scope, in the order in which they were logged.</summary>
public partial class LogRows
{
    // Longer bodies are folded initially.
    private const int LongestOpenBody = 1_500;

    private static readonly RenderFragment s_reveal = static builder => builder.AddContent(0, "Reveal");

    private IReadOnlyList<LogRow> Rows { get; init; } = [];

    private DateTimeOffset? Start { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    internal static RenderFragment Of(IReadOnlyList<LogRow> rows, DateTimeOffset? start, ConsolePage page, ReviewedConversation review)
        => new LogRows { Rows = rows, Start = start, Page = page, Review = review }.BuildRenderTree;

    // Search hits, and the selection in the address.
    private static string Marked(string anchor, ReviewedConversation review) => review.IsHit(anchor) || review.IsAddressed(anchor) ? " hit" : "";
}
