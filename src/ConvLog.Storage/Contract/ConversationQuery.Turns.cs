using ConvLog.Records;

namespace ConvLog.Storage;

/// <content>Filters of a turn, which hold for one and the same turn.</content>
public sealed partial record ConversationQuery
{
    /// <summary>
    /// Whether the model refused to answer in any turn; other filters need not match the same turn: its <see cref="TurnRecord.FinishReason"/> is "refusal"
    /// or "content_filter".
    /// </summary>
    public bool? HasRefusal { get; init; }

    /// <summary>Whether a turn is looked for by its time, its outcome, its model or its provider.</summary>
    internal bool AsksForTurn => TurnFrom is not null || TurnTo is not null || AsksForOutcomeOfTurn || AsksForModel;

    /// <summary>Whether the outcome of a turn is asked for.</summary>
    internal bool AsksForOutcomeOfTurn => TurnOutcome is not null || CancelReason is not null;

    /// <summary>Whether a model call is looked for.</summary>
    internal bool AsksForModel => Model is not null || Provider is not null;

    /// <summary>Whether the time, the response time or the outcome of a turn is asked for, which a model call outside of turns does not have.</summary>
    internal bool AsksForTimeOfTurn
        => TurnFrom is not null || TurnTo is not null || MinLatency is not null || MaxLatency is not null || AsksForOutcomeOfTurn;

    /// <summary>Whether a turn is one that is looked for, its model calls aside.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="responseTime">How long the user waited; null where nobody did, or it is not known.</param>
    /// <param name="outcome">How it ended, as the reader sees it.</param>
    /// <param name="reason">Why it was canceled.</param>
    internal bool IsTurn(DateTimeOffset startedAt, TimeSpan? responseTime, TurnOutcome? outcome, CancelReason? reason)
        => !(startedAt < TurnFrom) && !(startedAt >= TurnTo) && (MinLatency is null || responseTime >= MinLatency)
            && (MaxLatency is null || responseTime <= MaxLatency)
            && (TurnOutcome is null || TurnOutcome == outcome) && (CancelReason is null || CancelReason == reason);

    /// <summary>Whether a model call is one that is looked for; each is where none is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="provider">Its provider; null where not told, as in the usage of a turn.</param>
    internal bool IsModelCall(string model, string? provider)
        => (Model is null || string.Equals(model, Model, StringComparison.Ordinal))
            && (Provider is null || string.Equals(provider, Provider, StringComparison.Ordinal));

    /// <summary>
    /// The same query with the <see cref="From"/> and <see cref="To"/> that follow from the other times: stores find those conversations along
    /// indexes.
    /// </summary>
    internal ConversationQuery WithImpliedTimes()
    {
        var from = new[] { From, StartedFrom, TurnFrom, CallFrom }.Max();
        var to = new[] { To, TurnTo, CallTo }.Min();
        return from == From && to == To ? this : this with { From = from, To = to };
    }
}
