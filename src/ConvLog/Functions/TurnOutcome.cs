namespace ConvLog;

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>The agent answered.</summary>
    Completed = 0,

    /// <summary>The turn failed: the host reported it, or an exception left the turn's <c>using</c> block.</summary>
    Failed = 1,

    /// <summary>The turn was still open, without another outcome, when the conversation ended.</summary>
    Abandoned = 2,

    /// <summary>The turn was canceled, for example because the user left or interrupted the answer. Not a fault of the agent.</summary>
    Canceled = 3,

    /// <summary>The turn is open and waits for a person or an external event, see <see cref="Turn.Wait"/>. Neither an end nor a problem.</summary>
    Waiting = 4,
}
