namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A type of one assembly uses something.</summary>
/// <param name="User">The outermost type that uses it; what the compiler makes of async methods and lambdas counts as its own.</param>
/// <param name="Type">The type that is used, or whose member is.</param>
/// <param name="Member">The member's name; empty where the type itself is used.</param>
internal sealed record AssemblyUse(string User, Type Type, string Member);
