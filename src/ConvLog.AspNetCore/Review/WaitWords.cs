namespace ConvLog.AspNetCore.Review;

/// <summary>What a turn waits for, in words.</summary>
internal static class WaitWords
{
    /// <summary>As the beginning of a line.</summary>
    public static string Title(TurnWait? wait) => $"Waiting for {Of(wait)}";

    /// <summary>As a part of one.</summary>
    public static string Of(TurnWait? wait) => wait?.Kind switch
    {
        TurnWaitKind.Approval => "approval",
        TurnWaitKind.ClientTool => "the client",
        TurnWaitKind.BackgroundWork => "background work",
        TurnWaitKind.Person => "a person",
        _ => "an answer",
    };
}
