using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Facets;
using ConvLog.Storage.Contract.Problems;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Payloads;

namespace ConvLog.Storage;

/// <content>Lists: checks every filter for every conversation, since these results are the reference for the other stores.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query, withPii);
        var matches = Readings.Where(filter.Matches)
            .Select(reading => (reading.Conversation, Position: filter.PositionOf(reading.Conversation.Summary)))
            .OrderBy(static match => match.Position, filter.Order)
            .ToList();
        var rest = query.After is { } after ? matches.Where(match => filter.Order.Compare(match.Position, after) > 0) : matches.Skip(query.Offset);
        var page = rest.Take(query.Limit + 1).ToList();
        return new(new StoredPage
        {
            Conversations = [.. page.Take(query.Limit).Select(static match => Listed(match.Conversation))],
            Total = query.CountTotal ? matches.Count : null,
            Next = page.Count > query.Limit ? page[query.Limit - 1].Position : null,
        });
    }

    /// <inheritdoc/>
    public ValueTask<ConversationFacets> CountFacetsAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = new ConversationFilter(query, withPii);
        var matches = Readings.Where(filter.Matches).Select(static reading => reading.Conversation)
            .OrderBy(conversation => filter.PositionOf(conversation.Summary), filter.Order)
            .ToList();
        var counter = new FacetCounter();
        foreach (var conversation in matches.Take(query.Limit))
        {
            var known = conversation.Summary.Conversation;
            var problems = ConversationFilter.ProblemsOf(conversation.Summary, withPii, query.IdleSince);
            var ratings = conversation.Summary.Ratings.Keys.Select(static key => key.Rating).ToHashSet();
            bool isLiked = ratings.Contains(FeedbackRating.Like);
            bool isDisliked = ratings.Contains(FeedbackRating.Dislike);
            counter.Add(conversation.Summary.StartedAt, known.AgentId, known.Channel, known.VariantId, problems, isLiked, isDisliked);
            foreach (string function in conversation.FunctionEvents.Select(static call => call.Name).Distinct(StringComparer.Ordinal))
            {
                counter.AddFunction(function, 1);
            }

            foreach (string label in ListedScores.Of(conversation).Labels)
            {
                counter.AddLabel(label, 1);
            }

            if (conversation.Assignment?.AssignedTo is { } assignee)
            {
                counter.AddAssignee(assignee, 1);
            }
        }

        return new(counter.Result(matches.Count <= query.Limit));
    }

    /// <inheritdoc/>
    public ValueTask<NamedConversation?> FindLoggedAsync(ConversationQuery query, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!Guid.TryParse(id, out var asked))
        {
            return new((NamedConversation?)null);
        }

        var filter = new ConversationFilter(query, withPii: false);
        foreach (var conversation in Readings.Where(filter.Matches).Select(static reading => reading.Conversation)
            .OrderBy(conversation => filter.PositionOf(conversation.Summary), filter.Order).Take(query.Limit))
        {
            if (LoggedLookup.NameOf(conversation, id, asked) is { } name)
            {
                return new(new NamedConversation { ConversationId = conversation.Summary.Conversation.ConversationId, Name = name });
            }
        }

        return new((NamedConversation?)null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var finder = new FirstProblemFinder();
        foreach (string id in conversationIds)
        {
            if (_conversations.TryGetValue(id, out var conversation) && conversation.Read() is { } reading)
            {
                FirstProblems.Add(finder, id, reading.Conversation);
            }
        }

        return new(finder.Result(conversationIds));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new([.. All.Select(static conversation => conversation.Summary.Conversation)
            .Where(conversation => conversation.Environment != ConversationEnvironment.Debug && scope.Includes(conversation.AgentId, conversation.AccountId))
            .Select(static conversation => conversation.AgentId)
            .Distinct(StringComparer.Ordinal)
            .Order(Utf8Order.Instance)]);
    }

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

    private static StoredSummary Listed(StoredConversation conversation) => ListedScores.Of(conversation).AddTo(conversation.Summary);

    private static bool IsAfter(StoredUser user, UserPosition after)
        => user.LastStartedAt.UtcTicks < after.LastStartedAt
        || (user.LastStartedAt.UtcTicks == after.LastStartedAt && Utf8Order.Instance.Compare(user.Pseudonym, after.Pseudonym) > 0);
}
