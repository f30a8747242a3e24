namespace ConvLog;

/// <summary>Why a conversation ended.</summary>
public enum EndReason
{
    /// <summary>The user hung up, left or said goodbye.</summary>
    UserEnded,

    /// <summary>The agent ended it.</summary>
    AgentEnded,

    /// <summary>A person or another system took it over.</summary>
    HandedOff,

    /// <summary>No one spoke or wrote for too long.</summary>
    TimedOut,

    /// <summary>Something failed, such as the line.</summary>
    Failed,

    /// <summary>None of these.</summary>
    Other,
}
