namespace ConvLog.Storage;

/// <content>Lists: every filter is looked at in every conversation, as the other stores' answers are measured by these.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query, withPii);
        var matches = Readings.Where(filter.Matches)
            .Select(reading => (reading.Conversation.Summary, Position: filter.PositionOf(reading.Conversation.Summary)))
            .OrderBy(static match => match.Position, filter.Order)
            .ToList();
        var rest = query.After is { } after ? matches.Where(match => filter.Order.Compare(match.Position, after) > 0) : matches.Skip(query.Offset);
        var page = rest.Take(query.Limit + 1).ToList();
        return new(new StoredPage(
            [.. page.Take(query.Limit).Select(static match => match.Summary)],
            query.CountTotal ? matches.Count : null,
            page.Count > query.Limit ? page[query.Limit - 1].Position : null));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(CancellationToken cancellationToken = default)
        => new([.. All.Select(static conversation => conversation.Summary.Conversation)
            .Where(static conversation => conversation.Environment != ConversationEnvironment.Debug)
            .Select(static conversation => conversation.AgentId)
            .Distinct(StringComparer.Ordinal)
            .Order(Utf8Order.Instance)]);
}
