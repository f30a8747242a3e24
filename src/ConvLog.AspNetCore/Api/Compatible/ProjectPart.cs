using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>A part of the list of a project. What no store filters by is filtered here, page by page.</summary>
internal sealed class ProjectPart(ConversationReader conversations, ApiCall call)
{
    // A request that finds nothing in so many pages gives back where it came to.
    private const int MostPages = 50;

    public required ConversationQuery Query { get; init; }

    public required int Limit { get; init; }

    public required int Offset { get; init; }

    public string? Cursor { get; init; }

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public bool? InProgress { get; init; }

    public string? VariantId { get; init; }

    private bool IsFilteredHere => Channels.Count > 1 || InProgress is not null || VariantId is not null;

    public ValueTask<(List<ConversationSummaryView> Conversations, int? NextOffset, string? Cursor)> ReadAsync() => IsFilteredHere ? ReadFilteredAsync() : ReadPageAsync();

    private async ValueTask<(List<ConversationSummaryView> Conversations, int? NextOffset, string? Cursor)> ReadPageAsync()
    {
        var query = Query with { Channel = Channels.Count == 1 ? Channels[0] : null, Limit = Limit, Offset = Cursor is null ? Offset : 0 };
        var page = await conversations.ListAsync(call.Reader, query, Cursor, call.Aborted).ConfigureAwait(false);
        return ([.. page.Conversations], NextOffset(page.Conversations.Count, page.Next), page.Next);
    }

    private async ValueTask<(List<ConversationSummaryView> Conversations, int? NextOffset, string? Cursor)> ReadFilteredAsync()
    {
        List<ConversationSummaryView> found = [];
        int toSkip = Cursor is null ? Offset : 0;
        string? cursor = Cursor;
        for (int pages = 0; pages < MostPages; pages++)
        {
            // No page is longer than what is still wanted: the cursor after it then stands behind the last one that is given.
            var page = await conversations.ListAsync(call.Reader, Query with { Limit = Math.Min(1_000, Limit - found.Count + toSkip) }, cursor, call.Aborted).ConfigureAwait(false);
            var matching = page.Conversations.Where(Matches).ToList();
            int skipped = Math.Min(toSkip, matching.Count);
            found.AddRange(matching.Skip(skipped));
            toSkip -= skipped;
            cursor = page.Next;
            if (cursor is null || found.Count == Limit)
            {
                break;
            }
        }

        return (found, toSkip == 0 ? NextOffset(found.Count, cursor) : null, cursor);
    }

    // Who goes on by cursor is told no offset: it would count from somewhere else.
    private int? NextOffset(int given, string? next) => next is not null && Cursor is null ? Offset + given : null;

    private bool Matches(ConversationSummaryView conversation)
        => (Channels.Count == 0 || Channels.Contains(conversation.Channel, StringComparer.Ordinal))
        && (InProgress is null || conversation.InProgress == InProgress)
        && (VariantId is null || string.Equals(conversation.VariantId, VariantId, StringComparison.Ordinal));
}
