namespace ConvLog;

/// <summary>Whom or what a turn waits for.</summary>
public enum TurnWaitKind
{
    /// <summary>Something else.</summary>
    Other = 0,

    /// <summary>Someone's yes or no to a function call.</summary>
    Approval = 1,

    /// <summary>A function that runs where the user is, such as in the browser, and answers with another request.</summary>
    ClientTool = 2,

    /// <summary>Work that is done elsewhere, such as a background response of the model's service.</summary>
    BackgroundWork = 3,

    /// <summary>A person, who answers in their own time.</summary>
    Person = 4,
}
