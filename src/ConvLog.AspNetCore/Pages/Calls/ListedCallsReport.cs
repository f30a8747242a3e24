using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The content of the list of calls.</summary>
/// <param name="Request">The request.</param>
/// <param name="Page">The calls of the page.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record ListedCallsReport(ListedCallsRequest Request, CallListPage Page, IReadOnlyList<string> Agents)
{
    /// <summary>The longest duration on the page.</summary>
    public TimeSpan Longest { get; } = Page.Calls.Max(static call => call.Duration) ?? TimeSpan.Zero;

    /// <summary>The values that the rows have, for suggestions. They are not counted: other pages of the list may have more.</summary>
    public ConversationFacets Values => new()
    {
        Counted = Page.Calls.Count,
        IsComplete = false,
        Channels = Of(Page.Calls.Select(static call => call.Conversation.Channel)),
        Variants = Of(Page.Calls.Select(static call => call.Conversation.VariantId)),
    };

    private static IReadOnlyList<FacetCount> Of(IEnumerable<string?> values)
        => [.. values.OfType<string>().CountBy(static value => value, StringComparer.Ordinal).OrderByDescending(static value => value.Value)
            .Select(static value => new FacetCount { Value = value.Key, Conversations = value.Value })];
}
