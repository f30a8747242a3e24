namespace ConvLog.Functions;

/// <summary>What is scored: a turn, a function call, a model call; the conversation where it is none of them.</summary>
internal readonly record struct ScoreTarget(Turn? Turn = null, FunctionEvent? Function = null, ModelCall? ModelCall = null);
