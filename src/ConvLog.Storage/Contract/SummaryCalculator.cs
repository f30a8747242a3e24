using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Contract;

/// <summary>Computes the summary of a conversation for lists, with personal entries and without.</summary>
internal static class SummaryCalculator
{
    public static StoredSummary Conversation(StoredConversation conversation, IReadOnlyList<ConversationRecord> openings, string? pseudonym,
        bool utterancesArePersonal)
    {
        var known = Merged(openings);
        var modelCalls = ModelCallCounts.Of(conversation.Logged);
        return new()
        {
            Conversation = known,
            UserPseudonym = pseudonym,
            Title = Title(conversation.Turns, utterancesArePersonal),
            StartedAt = openings[0].OpenedAt,
            ClosedAt = ClosedAt(openings),
            TurnCount = conversation.Turns.Count,
            FunctionOutcomes = [.. conversation.FunctionEvents.Select(static call => call.Outcome)],
            TotalTokens = Tokens(conversation.Turns.Aggregate(Int128.Zero, static (sum, turn) => sum + (turn.Usage?.KnownTokens ?? 0))),
            Cost = ConversationCost.Of(conversation.Turns.Select(static turn => turn.Usage)),
            SlowestCall = conversation.FunctionEvents.Max(static call => call.Duration),
            Visible = Count(conversation, openings, withPii: false),
            All = Count(conversation, openings, withPii: true),
            Ratings = conversation.Feedback
                .GroupBy(static feedback => (feedback.Source, feedback.Rating!.Value))
                .ToDictionary(static group => group.Key, static group => group.Count()),
            Commented = conversation.Feedback.Where(static feedback => feedback.Comment is not null).Select(static feedback => feedback.Source).ToHashSet(),
            FailedTurnCount = conversation.Turns.Count(static turn => turn.HasFailed),
            InterruptedTurnCount = conversation.Turns.Count(static turn => turn.IsInterrupted),
            RefusedTurnCount = conversation.Turns.Count(static turn => turn.IsRefused),
            UnobservedCallCount = conversation.FunctionEvents.Count(static call => call.IsUnobserved),
            SlowestLatency = conversation.Turns.Max(static turn => turn.ResponseTime),
            IsAnnotated = conversation.Annotations.Count > 0,
            ModelCallCount = (int)modelCalls.Begun,
            FailedModelCallCount = (int)modelCalls.Failed,
            RunningModelCallCount = (int)modelCalls.Running,
        };
    }

    /// <summary>
    /// The merged opening of a conversation: the environment of the first opening, the agent of the first that names one, the end of the first that has one,
    /// the strictest recording level, and otherwise the latest known value.
    /// </summary>
    public static ConversationRecord Merged(IReadOnlyList<ConversationRecord> openings)
        => openings.Aggregate(static (known, opening) => opening with
        {
            AgentId = ConversationOwner.Named(known.AgentId) ?? ConversationOwner.Named(opening.AgentId) ?? known.AgentId,
            Environment = known.Environment,
            AccountId = opening.AccountId ?? known.AccountId,
            ProjectId = opening.ProjectId ?? known.ProjectId,
            Channel = opening.Channel ?? known.Channel,
            UserId = opening.UserId ?? known.UserId,
            FromNumber = opening.FromNumber ?? known.FromNumber,
            ToNumber = opening.ToNumber ?? known.ToNumber,
            Direction = opening.Direction ?? known.Direction,
            VariantId = opening.VariantId ?? known.VariantId,
            Language = opening.Language ?? known.Language,
            Attributes = opening.Attributes.Count > 0 ? opening.Attributes : known.Attributes,
            Handoff = opening.Handoff ?? known.Handoff,
            EndedAt = known.EndedAt ?? opening.EndedAt,
            EndReason = known.EndedAt is null ? opening.EndReason : known.EndReason,
            Recording = RecordingLevels.Stricter(known.Recording, opening.Recording),
        });

    /// <summary>
    /// The end that the host reported, but not before the start; otherwise the time at which the last opening was closed, null while one is open.
    /// </summary>
    public static DateTimeOffset? ClosedAt(IReadOnlyList<ConversationRecord> openings)
        => openings.FirstOrDefault(static opening => opening.EndedAt is not null)?.EndedAt is { } ended
            ? ended < openings[0].OpenedAt ? openings[0].OpenedAt : ended
            : openings.Any(static opening => opening.ClosedAt is null) ? null : openings.Max(static opening => opening.ClosedAt);

    /// <summary>A sum of tokens, limited to the range of the type: wrong counts of a caller must not make a list fail.</summary>
    public static long Tokens(Int128 sum) => (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);

    /// <summary>When a call ended; while it runs, when it began.</summary>
    public static DateTimeOffset EndOf(FunctionEventRecord call) => new(EndOf(call.StartedAt.UtcTicks, call.Duration?.Ticks ?? 0), TimeSpan.Zero);

    /// <summary>The end of a period in ticks, limited to the valid range of times.</summary>
    public static long EndOf(long startTicks, long durationTicks)
        => (long)Int128.Clamp((Int128)startTicks + durationTicks, 0, DateTimeOffset.MaxValue.UtcTicks);

    // Where utterances are personal, their visible forms are as well.
    private static MaskedText Title(IReadOnlyList<TurnRecord> turns, bool utterancesArePersonal)
    {
        var title = turns.FirstOrDefault(turn => turn.UserInput.HasUtterance(utterancesArePersonal))?.UserInput
            ?? (turns.Count > 0 ? turns[0].AgentResponse : default);
        if (!utterancesArePersonal)
        {
            return title;
        }

        return title.IsEmpty ? default : new MaskedText(title.Text);
    }

    private static ActivityCounts Count(StoredConversation conversation, IReadOnlyList<ConversationRecord> openings, bool withPii)
    {
        List<EntryRecord> entries = [.. conversation.Logged.OfType<EntryRecord>().Where(entry => withPii || !entry.IsPii)];
        var times = openings.Select(static opening => opening.ClosedAt ?? opening.OpenedAt)
            .Concat(conversation.Turns.Select(static turn => turn.LastAt ?? turn.StartedAt))
            .Concat(conversation.FunctionEvents.Select(EndOf))
            .Concat(conversation.Logged.Where(record => withPii || record is not (EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true }))
            .Select(static record => record.Timestamp));
        return new ActivityCounts
        {
            Entries = entries.Count,
            Warnings = entries.Count(static entry => entry.Level == EntryLevel.Warning),
            Errors = entries.Count(static entry => entry.Level == EntryLevel.Error),
            FailedApiResponses = conversation.Logged.OfType<ApiResponseRecord>().Count(response => response.IsProblem && (withPii || !response.IsPii)),
            Losses = conversation.FunctionEvents.Count(call => CallLosses.Of(call) >= (withPii ? CallLosses.Personal : CallLosses.Visible)),
            LastActivityAt = times.Max(),
        };
    }
}
