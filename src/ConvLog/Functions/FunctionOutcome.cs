namespace ConvLog;

/// <summary>How a function event ended.</summary>
public enum FunctionOutcome
{
    /// <summary>The function returned.</summary>
    Completed,

    /// <summary>The function failed: it said so, or an exception left it.</summary>
    Failed,

    /// <summary>It was still open when the conversation ended, or fell silent for longer than a conversation may.</summary>
    Abandoned,

    /// <summary>It was canceled before it returned: an <see cref="OperationCanceledException"/> left it, as when the caller hangs up.</summary>
    Canceled = 3,

    /// <summary>It did not run: someone who was asked said no. No fault of the agent.</summary>
    Declined = 4,
}
