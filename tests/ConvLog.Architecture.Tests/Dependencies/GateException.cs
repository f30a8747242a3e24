namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A type that may read a store beside the gate.</summary>
/// <param name="User">The type, with its namespace.</param>
/// <param name="Used">What it uses: a type of the store's side, or one of its members.</param>
/// <param name="Reason">Why it may.</param>
internal sealed record GateException(string User, string Used, string Reason);
