namespace ConvLog.Benchmarks.Stores;

/// <summary>One exchange of a real dialogue.</summary>
/// <param name="Input">The user input.</param>
/// <param name="Response">The answer of the agent.</param>
/// <param name="Act">The dialogue act of the agent, such as REQUEST.</param>
/// <param name="Slot">The slot of the act.</param>
/// <param name="Call">The function call, or null.</param>
internal sealed record RealTurn(string Input, string Response, string Act, string Slot, RealCall? Call);
