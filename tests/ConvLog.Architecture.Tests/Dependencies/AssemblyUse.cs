using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A type of one assembly uses something.</summary>
/// <param name="User">The outermost type that uses it; what the compiler makes of async methods and lambdas counts as its own.</param>
/// <param name="Place">The type or method in which it is used, as the compiler made it.</param>
/// <param name="Type">The type that is used, or whose member is.</param>
/// <param name="Member">The member's name; empty where the type itself is used.</param>
internal sealed record AssemblyUse(string User, MemberInfo Place, Type Type, string Member);
