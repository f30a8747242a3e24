namespace ConvLog.Records;

/// <summary>The direction of a hand-off.</summary>
public enum HandoffKind
{
    /// <summary>From the agent to a person or another system.</summary>
    Off,

    /// <summary>Back to the agent.</summary>
    Back,

    /// <summary>From one agent to another, in a turn: the conversation remains with the agents, and does not count as handed off.</summary>
    Agent,
}
