namespace ConvLog.Functions;

/// <summary>What is scored: a turn, a function call, a model call; the conversation where it is none of them.</summary>
internal readonly record struct ScoreTarget(Turn? Turn = null, FunctionEvent? Function = null, ModelCall? ModelCall = null)
{
    /// <summary>The id of a turn that may be of another opening; null where it is none.</summary>
    public string? TurnId { get; init; }
}
