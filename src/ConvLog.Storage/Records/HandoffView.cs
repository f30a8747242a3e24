namespace ConvLog.Records;

/// <summary>A hand-off of a conversation, its way back to the agent, or a hand-over between agents, as one reader may see it.</summary>
public sealed record HandoffView
{
    /// <summary>Whether it went off, came back, or went from one agent to another.</summary>
    public required HandoffKind Kind { get; init; }

    /// <summary>The agent that handed over to another; null for the other kinds.</summary>
    public string? FromAgent { get; init; }

    /// <summary>To whom, such as the name of a queue, or the agent that took over; null where it came back.</summary>
    public string? Destination { get; init; }

    /// <summary>Why, as a short constant; null where unknown.</summary>
    public string? Reason { get; init; }

    /// <summary>Why an agent handed over, in its own words; null where it did not say.</summary>
    public VisibleText? Explanation { get; init; }

    /// <summary>The name of the person who takes over; null where unknown.</summary>
    public VisibleText? Person { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The turn in which it was logged; null outside turns.</summary>
    public string? TurnId { get; init; }

    /// <summary>The function event in which it was logged; null outside function events.</summary>
    public string? FunctionEventId { get; init; }
}
