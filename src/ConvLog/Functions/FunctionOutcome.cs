namespace ConvLog;

/// <summary>How a function event ended.</summary>
public enum FunctionOutcome
{
    /// <summary>The function returned.</summary>
    Completed,

    /// <summary>The function failed.</summary>
    Failed,

    /// <summary>It was still open when the conversation ended, or fell silent for longer than a conversation may.</summary>
    Abandoned,
}
