namespace ConvLog;

/// <summary>The person or event that a turn waits for.</summary>
public enum TurnWaitKind
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>A person's decision on whether a function may run.</summary>
    Approval = 1,

    /// <summary>A function that runs on the user's side, such as in the browser, and answers with another request.</summary>
    ClientTool = 2,

    /// <summary>Work done elsewhere, such as a background response of the model's service.</summary>
    BackgroundWork = 3,

    /// <summary>A person, who answers in their own time.</summary>
    Person = 4,
}
