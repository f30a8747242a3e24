namespace ConvLog.Benchmarks.Stores;

/// <summary>One function call of a real dialogue.</summary>
/// <param name="Method">The function.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Results">How many results it had.</param>
internal sealed record RealCall(string Method, LogFields Arguments, int Results);
