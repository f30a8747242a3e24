using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.InMemory;

namespace ConvLog.Storage;

/// <content>Lists and searches.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => Lists.ListAsync(query, withPii, personal, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
        => Lists.CountFacetsAsync(query, withPii, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
        => Lists.FindLoggedAsync(query, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
        => Lists.ReadFirstProblemsAsync(conversationIds, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
        => Lists.ListAgentsAsync(scope, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadSummaryAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
        => Lists.ReadSummaryAsync(conversationId, personal, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><see cref="SearchQuery.Text"/> has no searchable text, or is too long.</exception>
    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
        => Lists.SearchAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<T> ReadSnapshotAsync<T>(
        ConversationQuery query, bool withPii, Func<IConversationLists, ValueTask<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(query);
        query.EnsureSearchable();
        Dictionary<string, InMemoryReading> readings;
        lock (_lock)
        {
            readings = Readings.ToDictionary(static reading => reading.Conversation.Summary.Conversation.ConversationId, StringComparer.Ordinal);
        }

        return read(new InMemoryLists(readings.Values, readings.GetValueOrDefault));
    }

    private InMemoryLists Lists => new(Readings, id => _conversations.GetValueOrDefault(id)?.Read());

    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query.Conversations, withPii: false);
        var users = Readings.Where(filter.Matches)
            .Where(reading => !(reading.Conversation.Summary.StartedAt < query.From))
            .SelectMany(static reading => reading.Named, static (reading, user) => (reading.Conversation.Summary, User: user))
            .GroupBy(static named => named.User.Pseudonym, StringComparer.Ordinal)
            .Select(user => new StoredUser
            {
                Pseudonym = user.Key,
                UserId = user.Select(static named => named.Summary.IsErasurePending ? null : named.User.UserId).FirstOrDefault(static id => id is not null),
                Conversations = user.Count(),
                VisibleProblemConversations = user.LongCount(named => HasProblem(named.Summary, withPii: false)),
                AllProblemConversations = user.LongCount(named => HasProblem(named.Summary, withPii: true)),
                FirstStartedAt = user.Min(static named => named.Summary.StartedAt),
                LastStartedAt = user.Max(static named => named.Summary.StartedAt),
            })
            .OrderByDescending(static user => user.LastStartedAt.UtcTicks)
            .ThenBy(static user => user.Pseudonym, Utf8Order.Instance)
            .Where(user => query.After is not { } after || IsAfter(user, after))
            .Take(query.Limit + 1)
            .ToList();
        var page = users.Take(query.Limit).ToList();
        return new(new StoredUserPage
        {
            Users = page,
            Next = users.Count > query.Limit ? new UserPosition(page[^1].LastStartedAt.UtcTicks, page[^1].Pseudonym) : null,
        });

        bool HasProblem(StoredSummary summary, bool withPii) => ConversationFilter.ProblemsOf(summary, withPii, query.IdleSince) != ProblemKinds.None;
    }

    private static bool IsAfter(StoredUser user, UserPosition after)
        => user.LastStartedAt.UtcTicks < after.LastStartedAt
        || (user.LastStartedAt.UtcTicks == after.LastStartedAt && Utf8Order.Instance.Compare(user.Pseudonym, after.Pseudonym) > 0);
}
