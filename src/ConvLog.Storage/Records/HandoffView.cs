namespace ConvLog.Records;

/// <summary>A handoff of a conversation, its return to the agent, or a handover between agents, as one reader may see it.</summary>
public sealed record HandoffView
{
    /// <summary>Whether the conversation was handed off, handed back, or handed over to another agent.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>The agent that handed over to another; null for the other kinds.</summary>
    public string? FromAgent { get; init; }

    /// <summary>The recipient, such as the name of a queue, or the next agent; null if it was handed back.</summary>
    public string? Destination { get; init; }

    /// <summary>The reason, as a short constant; null if unknown.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason in the agent's own words; null if it gave none.</summary>
    public VisibleText? Explanation { get; init; }

    /// <summary>The name of the person who takes over; null if unknown.</summary>
    public VisibleText? Person { get; init; }

    /// <summary>When it happened, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The turn in which it was logged; null outside turns.</summary>
    public string? TurnId { get; init; }

    /// <summary>The function event in which it was logged; null outside function events.</summary>
    public string? FunctionEventId { get; init; }
}
