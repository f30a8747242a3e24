using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Statistics: every turn and call is counted anew, as the other stores' roll-ups are measured by these.</content>
public sealed partial class InMemoryConversationStore
{
    /// <inheritdoc/>
    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        var report = new StatisticsReport(query);
        var filter = new ConversationFilter(new ConversationQuery { Scope = query.Scope, AgentId = query.AgentId, Environment = query.Environment, Channel = query.Channel }, withPii: true);
        var users = new Dictionary<string, long>(StringComparer.Ordinal);
        long key = 0;
        foreach (var reading in Readings.Where(filter.Matches))
        {
            Count(reading.Conversation, key++, UserKey(reading.Conversation.Summary.UserPseudonym, users), report);
        }

        return new(report.ToStatistics());
    }

    private static void Count(StoredConversation conversation, long key, long? userKey, StatisticsReport report)
    {
        var ratings = conversation.Feedback.ToDictionary(static feedback => (feedback.TurnId, feedback.Source), static feedback => feedback.Rating);
        foreach (var turn in conversation.Turns)
        {
            report.AddTurn(turn, ratings.GetValueOrDefault((turn.Id, FeedbackSource.User)), ratings.GetValueOrDefault((turn.Id, FeedbackSource.Team)), key, userKey);
        }

        foreach (var call in conversation.FunctionEvents)
        {
            report.AddCall(call);
        }
    }

    // A user whose id is gone is still one and the same by the pseudonym.
    private static long? UserKey(string? pseudonym, Dictionary<string, long> users)
    {
        if (pseudonym is null)
        {
            return null;
        }

        users.TryAdd(pseudonym, users.Count);
        return users[pseudonym];
    }
}
