using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Storage.InMemory;

/// <summary>Statistics. Recounts every turn, call and error, since tests compare the other stores with these results.</summary>
/// <param name="readings">All conversations.</param>
internal sealed class InMemoryStatistics(IEnumerable<InMemoryReading> readings) : IStatisticsStore
{
    /// <inheritdoc/>
    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default)
    {
        var report = new StatisticsReport(query);
        var filter = FilterOf(query);
        var users = new Dictionary<string, long>(StringComparer.Ordinal);
        long key = 0;
        foreach (var reading in readings.Where(filter.Matches))
        {
            Count(reading.Conversation, key++, UserKey(reading.Conversation.Summary.UserPseudonym, users), report);
        }

        return new(report.ToStatistics());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(
        ConversationQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(readings.Where(new ConversationFilter(query, withPii).Matches)
            .GroupBy(reading => ConversationFilter.ProblemsOf(reading.Conversation.Summary, withPii, query.IdleSince))
            .ToDictionary(static conversations => conversations.Key, static conversations => conversations.LongCount()));
    }

    /// <inheritdoc/>
    public ValueTask<ErrorMessages> ReadErrorMessagesAsync(StatisticsQuery query, int most, CancellationToken cancellationToken = default)
    {
        var report = new ErrorMessageReport(query, most);
        var conversations = readings.Where(FilterOf(query).Matches)
            .Select(static reading => reading.Conversation)
            .Where(conversation => conversation.Summary.Visible.Errors > 0 && conversation.Summary.StartedAt.UtcTicks is var began && began >= report.FirstTick
            && began < report.EndTick)
            .OrderByDescending(static conversation => conversation.Summary.StartedAt)
            .ThenByDescending(static conversation => conversation.Summary.Conversation.ConversationId, Utf8Order.Instance)
            .TakeWhile(conversation => report.TryAdd(conversation.Summary.StartedAt, conversation.Summary.Visible.Errors));
        foreach (var entry in conversations.SelectMany(static conversation => conversation.Logged.OfType<EntryRecord>())
            .Where(static entry => entry is { Level: EntryLevel.Error, IsPii: false }))
        {
            report.Add(entry.Content, entry.Timestamp);
        }

        return new(report.ToMessages());
    }

    /// <inheritdoc/>
    public ValueTask<CallStatistics> ReadCallStatisticsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallListReport(query);
        Examine(report, withPii);
        return new(report.ToStatistics());
    }

    /// <inheritdoc/>
    public ValueTask<CallDetails> ReadCallDetailsAsync(CallQuery query, bool withPii, CancellationToken cancellationToken = default)
    {
        var report = new CallDetailReport(query);
        Examine(report, withPii);
        return new(report.ToDetails());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredCall>> ReadCallsAsync(
        CallQuery query, IReadOnlyList<string> conversationIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationIds);
        var examination = new CallExamination(query);
        var asked = conversationIds.ToHashSet(StringComparer.Ordinal);
        return new([.. readings.Select(static reading => reading.Conversation)
            .Where(conversation => asked.Contains(conversation.Summary.Conversation.ConversationId))
            .SelectMany(conversation => CallsOf(conversation, examination))]);
    }

    private static IEnumerable<StoredCall> CallsOf(StoredConversation conversation, CallExamination examination)
    {
        var examined = ExaminedConversations.Of(conversation, hasEnded: false, examination, isDetailed: true);
        ExaminedConversations.Narrow(examined, examination);
        if (examination.Query.Kind == CallTargetKind.Function)
        {
            ExaminedConversations.AddLog(examined, conversation, examination);
        }

        return StoredCalls.Of(examined, conversation.Turns.ToDictionary(static turn => turn.Id, static turn => turn.UserInput.Shown, StringComparer.Ordinal));
    }

    private void Examine(ICallReport report, bool withPii)
    {
        var examination = report.Examination;
        var conversations = readings.Where(FilterOf(examination.Query.Period).Matches)
            .Select(static reading => reading.Conversation)
            .Where(conversation => conversation.Summary.StartedAt.UtcTicks < examination.Series.EndTick
                && examination.IsOfVariant(conversation.Summary.Conversation.VariantId))
            .OrderByDescending(static conversation => conversation.Summary.StartedAt)
            .ThenByDescending(static conversation => conversation.Summary.Conversation.ConversationId, Utf8Order.Instance);
        foreach (var conversation in conversations)
        {
            bool hasEnded = ConversationFilter.HasEnded(conversation.Summary, withPii, examination.Query.IdleSince);
            var examined = ExaminedConversations.Of(conversation, hasEnded, examination, report.IsDetailed);
            if (examined.Calls.Count == 0)
            {
                continue;
            }

            if (!examination.TryAdd(examined.StartedAt, examined.Calls.Count, examined.Entries))
            {
                return;
            }

            ExaminedConversations.Narrow(examined, examination);
            if (report.IsDetailed && examination.Query.Kind == CallTargetKind.Function)
            {
                ExaminedConversations.AddLog(examined, conversation, examination);
            }

            report.Add(examined);
        }
    }

    private static ConversationFilter FilterOf(StatisticsQuery query)
        => new(new ConversationQuery { Scope = query.Scope, AgentId = query.AgentId, Environment = query.Environment, Channel = query.Channel }, withPii: true);

    private static void Count(StoredConversation conversation, long key, long? userKey, StatisticsReport report)
    {
        var ratings = conversation.Feedback.ToDictionary(static feedback => (feedback.TurnId, feedback.Source), static feedback => feedback.Rating);
        foreach (var turn in conversation.Turns)
        {
            report.AddTurn(turn, ratings.GetValueOrDefault((turn.Id, FeedbackSource.User)), ratings.GetValueOrDefault((turn.Id, FeedbackSource.Team)), key,
                userKey);
        }

        foreach (var call in conversation.FunctionEvents)
        {
            report.AddCall(call);
        }

        report.Models?.Add(conversation);
        report.AddScores(conversation.Summary, key, ConversationScores.Of(conversation));
    }

    // A user whose id was deleted is still identified by the pseudonym.
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
