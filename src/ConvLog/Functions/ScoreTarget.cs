namespace ConvLog.Functions;

/// <summary>What is scored: a turn, a function call, a model call; the conversation where it is none of them.</summary>
internal readonly struct ScoreTarget
{
    public Turn? Turn { get; init; }

    public FunctionEvent? Function { get; init; }

    public ModelCall? ModelCall { get; init; }

    /// <summary>The id of a turn that may be of another opening; null where it is none.</summary>
    public string? TurnId { get; init; }
}
