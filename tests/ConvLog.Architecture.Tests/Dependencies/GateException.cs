namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A type that may read a store without the gate.</summary>
/// <param name="User">The type, with its namespace.</param>
/// <param name="Used">The used store type, or one of its members.</param>
/// <param name="Reason">The reason for the exception.</param>
internal sealed record GateException(string User, string Used, string Reason);
