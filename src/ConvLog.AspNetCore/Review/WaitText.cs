namespace ConvLog.AspNetCore.Review;

/// <summary>The party or event that a turn waits for, in words.</summary>
internal static class WaitText
{
    /// <summary>The text at the beginning of a line.</summary>
    public static string Title(TurnWait? wait) => $"Waiting for {Of(wait)}";

    /// <summary>The text within a line.</summary>
    public static string Of(TurnWait? wait) => wait?.Kind switch
    {
        TurnWaitKind.Approval => "approval",
        TurnWaitKind.ClientTool => "the client",
        TurnWaitKind.BackgroundWork => "background work",
        TurnWaitKind.Person => "a person",
        _ => "an answer",
    };
}
