using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Filters of turns; one turn must match all that are set.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Whether the model refused to answer in any turn: its <see cref="TurnRecord.FinishReason"/> is "refusal" or "content_filter". This need not be the turn
    /// that matches the other filters.
    /// </summary>
    public bool? HasRefusal { get; init; }

    /// <summary>Whether a filter by the time, outcome, model or provider of a turn is set.</summary>
    internal bool HasTurnFilter => TurnFrom is not null || TurnTo is not null || HasTurnOutcomeFilter || HasModelFilter;

    /// <summary>Whether a filter by the outcome of a turn is set.</summary>
    internal bool HasTurnOutcomeFilter => TurnOutcome is not null || CancelReason is not null;

    /// <summary>Whether a filter by model or provider is set.</summary>
    internal bool HasModelFilter => Model is not null || Provider is not null;

    /// <summary>Whether a filter by the time, response time or outcome of a turn is set, which model calls outside of turns cannot match.</summary>
    internal bool HasTurnTimeFilter
        => TurnFrom is not null || TurnTo is not null || MinLatency is not null || MaxLatency is not null || HasTurnOutcomeFilter;

    /// <summary>Whether a turn matches the filters, without regard to its model calls.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="responseTime">How long the user waited for the answer; null if the user did not wait, or it is unknown.</param>
    /// <param name="outcome">How it ended, as the reader sees it.</param>
    /// <param name="reason">Why it was canceled.</param>
    internal bool IsTurn(DateTimeOffset startedAt, TimeSpan? responseTime, TurnOutcome? outcome, CancelReason? reason)
        => !(startedAt < TurnFrom) && !(startedAt >= TurnTo) && (MinLatency is null || responseTime >= MinLatency)
            && (MaxLatency is null || responseTime <= MaxLatency)
            && (TurnOutcome is null || TurnOutcome == outcome) && (CancelReason is null || CancelReason == reason);

    /// <summary>Whether a model call matches <see cref="Model"/> and <see cref="Provider"/>; true for every call if neither is set.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">Its provider; null if unknown, as in the usage of a turn.</param>
    internal bool IsModelCall(string model, string? provider)
        => (Model is null || string.Equals(model, Model, StringComparison.Ordinal))
            && (Provider is null || string.Equals(provider, Provider, StringComparison.Ordinal));

    /// <summary>
    /// The same query with the <see cref="From"/> and <see cref="To"/> that the filters of turns and calls imply, so that stores can find the conversations
    /// through indexes.
    /// </summary>
    internal ConversationQuery WithImpliedTimes()
    {
        var from = new[] { From, StartedFrom, TurnFrom, CallFrom }.Max();
        var to = new[] { To, TurnTo, CallTo }.Min();
        return from == From && to == To ? this : this with { From = from, To = to };
    }
}
