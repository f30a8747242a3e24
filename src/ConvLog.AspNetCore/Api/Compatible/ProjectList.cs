using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>The list of a project, part by part. Filters that stores do not support are applied here, page by page.</summary>
internal sealed class ProjectList(ConversationReader conversations, ApiCall call)
{
    // A request that finds nothing in this many pages returns the position that it reached.
    private const int MostPages = 50;

    public required ConversationQuery Query { get; init; }

    /// <summary>The channels to include; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public bool? InProgress { get; init; }

    public string? VariantId { get; init; }

    private bool IsFilteredHere => Channels.Count > 1 || InProgress is not null || VariantId is not null;

    /// <summary>Reads a part.</summary>
    /// <param name="limit">The maximum number of conversations.</param>
    /// <param name="offset">The number of conversations to skip, without a cursor.</param>
    /// <param name="cursor">Continues after an earlier part; null to start at the beginning.</param>
    /// <returns>The conversations, the number that remain to be skipped, and the cursor to continue with.</returns>
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
            // No page is longer than the remaining number, so that its cursor is after the last conversation that is returned.
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
