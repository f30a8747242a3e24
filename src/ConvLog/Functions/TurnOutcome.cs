namespace ConvLog;

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>The agent answered.</summary>
    Completed = 0,

    /// <summary>It failed: the host said so, or an exception left it.</summary>
    Failed = 1,

    /// <summary>It was still open, without another outcome, when the conversation ended.</summary>
    Abandoned = 2,

    /// <summary>It was canceled, as when the user leaves or talks over the answer. No fault of the agent.</summary>
    Canceled = 3,

    /// <summary>It waits for someone or something, see <see cref="Turn.Wait"/>, and is open: no end, and no problem.</summary>
    Waiting = 4,
}
