namespace ConvLog.Records;

/// <summary>The contribution of one opening to a turn that was continued in another opening after a wait, including the opening that began the turn.</summary>
internal sealed record TurnPart
{
    /// <summary>Its number among the parts, from 1, which began the turn. Two hosts that answer the same wait concurrently have the same number.</summary>
    public required int Number { get; init; }

    /// <summary>The number of changes so far; of the same part the highest revision counts.</summary>
    public int Revision { get; init; }

    /// <summary>The ID of the turn in its opening, which a caller may know.</summary>
    public string Id { get; init; } = "";

    /// <summary>The time when it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The time when it ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The time from its beginning to its answer or a wait; null until then.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The agent's answer.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>The answer part by part.</summary>
    public IReadOnlyList<SaidPart> Said { get; init; } = [];

    /// <summary>The part of the answer that had been streamed when the user left.</summary>
    public MaskedText Streamed { get; init; }

    /// <summary>The tokens and cost of its model calls.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>The error message; its masked form only shows that there was an error.</summary>
    public MaskedText Error { get; init; }

    /// <summary>The type of the exception that it failed with.</summary>
    public string? ErrorType { get; init; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; init; }

    /// <summary>The reason for its cancellation.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>Whether its opening ended before it did.</summary>
    public bool IsAbandoned { get; init; }

    /// <inheritdoc cref="Turn.WaitsFor"/>
    public TurnWait? WaitsFor { get; init; }

    /// <inheritdoc cref="Turn.WaitingSince"/>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The total duration of earlier waits in its opening.</summary>
    public TimeSpan? Waited { get; init; }

    /// <inheritdoc cref="Turn.AgentName"/>
    public string? AgentName { get; init; }

    public IEnumerable<MaskedText> Texts => Said.Select(static part => part.Text).Concat([AgentResponse, Streamed, Error]);

    /// <summary>The part with a function applied to each of its texts.</summary>
    public TurnPart With(Func<MaskedText, MaskedText> change) => this with
    {
        AgentResponse = change(AgentResponse),
        Said = [.. Said.Select(part => part with { Text = change(part.Text) })],
        Streamed = change(Streamed),
        Error = change(Error),
    };
}
