using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.InMemory;

/// <summary>The list of end users.</summary>
/// <param name="readings">All conversations.</param>
internal sealed class InMemoryUserList(IEnumerable<InMemoryReading> readings) : IUserStore
{
    /// <inheritdoc/>
    public ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query.Conversations, withPii: false);
        var users = readings.Where(filter.Matches)
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
