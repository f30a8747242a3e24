namespace ConvLog.Functions;

/// <summary>The target of a score: a turn, a function call or a model call; otherwise the conversation.</summary>
internal readonly struct ScoreTarget
{
    public Turn? Turn { get; init; }

    public FunctionEvent? Function { get; init; }

    public ModelCall? ModelCall { get; init; }

    /// <summary>The ID of a turn that may belong to another opening; null if the target is not a turn.</summary>
    public string? TurnId { get; init; }
}
