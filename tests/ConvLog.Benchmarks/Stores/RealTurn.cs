namespace ConvLog.Benchmarks.Stores;

/// <summary>One exchange of a real dialogue.</summary>
/// <param name="Input">What the user said.</param>
/// <param name="Response">What the agent answered.</param>
/// <param name="Act">What the agent did, such as REQUEST.</param>
/// <param name="Slot">What that was about.</param>
/// <param name="Call">The function it called; null for none.</param>
internal sealed record RealTurn(string Input, string Response, string Act, string Slot, RealCall? Call);
