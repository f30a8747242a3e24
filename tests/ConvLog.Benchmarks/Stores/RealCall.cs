namespace ConvLog.Benchmarks.Stores;

/// <summary>One function call of a real dialogue.</summary>
/// <param name="Method">The function.</param>
/// <param name="Arguments">The arguments of the call.</param>
/// <param name="Results">The number of results.</param>
internal sealed record RealCall(string Method, LogFields Arguments, int Results);
