namespace ConvLog.Storage;

/// <content>Filters of a turn, which hold for one and the same turn.</content>
public sealed partial record ConversationQuery
{
    /// <summary>Whether a turn is looked for by its time or its model.</summary>
    internal bool AsksForTurn => TurnFrom is not null || TurnTo is not null || Model is not null;

    /// <summary>Whether a turn is one that is looked for; each is where none is looked for by its time or its model.</summary>
    /// <param name="startedAt">When it began.</param>
    /// <param name="latency">The latency of its answer; null where it is not known.</param>
    /// <param name="model">The model that answered; null where it is not known.</param>
    internal bool IsTurn(DateTimeOffset startedAt, TimeSpan? latency, string? model)
        => !AsksForTurn
        || (!(startedAt < TurnFrom) && !(startedAt >= TurnTo)
            && (Model is null || string.Equals(model, Model, StringComparison.Ordinal))
            && (MinLatency is null || latency >= MinLatency)
            && (MaxLatency is null || latency <= MaxLatency));

    /// <summary>
    /// The same query with the <see cref="From"/> and <see cref="To"/> that follow from the times of turns and calls: stores find those conversations along
    /// indexes.
    /// </summary>
    internal ConversationQuery WithImpliedTimes()
    {
        var from = new[] { From, TurnFrom, CallFrom }.Max();
        var to = new[] { To, TurnTo, CallTo }.Min();
        return from == From && to == To ? this : this with { From = from, To = to };
    }
}
