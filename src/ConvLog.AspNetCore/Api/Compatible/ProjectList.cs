using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>Lists a project's conversations in parts. Filters that no store has are applied here, page by page.</summary>
internal sealed class ProjectList(ConversationReader conversations, ApiCall call)
{
    // A request that finds nothing within this number of pages returns the cursor that it reached.
    private const int MostPages = 50;

    public required ConversationQuery Query { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public bool? InProgress { get; init; }

    public string? VariantId { get; init; }

    private bool IsFilteredHere => Channels.Count > 1 || InProgress is not null || VariantId is not null;

    /// <param name="limit">The maximum number of conversations.</param>
    /// <param name="offset">The number of conversations to skip; ignored with a cursor.</param>
    /// <param name="cursor">The cursor after an earlier part; null for the first.</param>
    /// <returns>The conversations, the number still to be skipped, and the cursor for the next part.</returns>
    public ValueTask<(List<ConversationSummaryView> Conversations, int ToSkip, string? Cursor)> ReadAsync(int limit, int offset, string? cursor)
        => IsFilteredHere ? ReadFilteredAsync(limit, cursor is null ? offset : 0, cursor) : ReadPageAsync(limit, cursor is null ? offset : 0, cursor);

    private async ValueTask<(List<ConversationSummaryView> Conversations, int ToSkip, string? Cursor)> ReadPageAsync(int limit, int offset, string? cursor)
    {
        var query = Query with { Channel = Channels.Count == 1 ? Channels[0] : null, Limit = limit, Offset = offset };
        var page = await conversations.ListAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return ([.. page.Conversations], 0, page.Next);
    }

    private async ValueTask<(List<ConversationSummaryView> Conversations, int ToSkip, string? Cursor)> ReadFilteredAsync(int limit, int toSkip, string? cursor)
    {
        List<ConversationSummaryView> found = [];
        for (int pages = 0; pages < MostPages; pages++)
        {
            // A page is never larger than the number still needed, so that its cursor points behind the last conversation that is returned.
            var page = await conversations.ListAsync(call.Reader, Query with { Limit = Math.Min(1_000, limit - found.Count + toSkip) }, cursor, call.Aborted)
                .ConfigureAwait(false);
            var matching = page.Conversations.Where(Matches).ToList();
            int skipped = Math.Min(toSkip, matching.Count);
            found.AddRange(matching.Skip(skipped));
            toSkip -= skipped;
            cursor = page.Next;
            if (cursor is null || found.Count == limit)
            {
                break;
            }
        }

        return (found, toSkip, cursor);
    }

    private bool Matches(ConversationSummaryView conversation)
        => (Channels.Count == 0 || Channels.Contains(conversation.Channel, StringComparer.Ordinal))
        && (InProgress is null || conversation.InProgress == InProgress)
        && (VariantId is null || string.Equals(conversation.VariantId, VariantId, StringComparison.Ordinal));
}
