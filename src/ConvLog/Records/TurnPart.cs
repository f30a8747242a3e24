namespace ConvLog.Records;

/// <summary>What one opening contributes to a turn that was continued in another one, after a wait; also what the opening that began it contributes.</summary>
internal sealed record TurnPart
{
    /// <summary>Its place among the parts, from 1, which began the turn. Two hosts that answer one wait at the same time have the same.</summary>
    public required int Number { get; init; }

    /// <summary>How often it had changed; of one part the highest counts.</summary>
    public int Revision { get; init; }

    /// <summary>The ID of the turn in its opening, by which a caller may know it.</summary>
    public string Id { get; init; } = "";

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From its beginning to its answer or a wait; null until then.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>What the agent answered.</summary>
    public MaskedText AgentResponse { get; init; }

    /// <summary>The answer part by part.</summary>
    public IReadOnlyList<SaidPart> Said { get; init; } = [];

    /// <summary>The part of the answer that was streamed when the user left.</summary>
    public MaskedText Streamed { get; init; }

    /// <summary>What it took of language models.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>Why it failed; its shown form tells only that it did.</summary>
    public MaskedText Error { get; init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; init; }

    /// <inheritdoc cref="Turn.FinishReason"/>
    public string? FinishReason { get; init; }

    /// <summary>Why it was canceled.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>Whether its opening ended before it did.</summary>
    public bool IsAbandoned { get; init; }

    /// <inheritdoc cref="Turn.WaitsFor"/>
    public TurnWait? WaitsFor { get; init; }

    /// <inheritdoc cref="Turn.WaitingSince"/>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>How long it waited before, inside its opening.</summary>
    public TimeSpan? Waited { get; init; }

    /// <inheritdoc cref="Turn.AgentName"/>
    public string? AgentName { get; init; }

    /// <summary>All its texts.</summary>
    public IEnumerable<MaskedText> Texts => Said.Select(static part => part.Text).Concat([AgentResponse, Streamed, Error]);

    /// <summary>The part with each of its texts changed.</summary>
    public TurnPart With(Func<MaskedText, MaskedText> change) => this with
    {
        AgentResponse = change(AgentResponse),
        Said = [.. Said.Select(part => part with { Text = change(part.Text) })],
        Streamed = change(Streamed),
        Error = change(Error),
    };
}
