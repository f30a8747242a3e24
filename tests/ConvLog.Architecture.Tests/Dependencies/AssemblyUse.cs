using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>A type of an assembly uses another type or member.</summary>
/// <param name="User">The outermost using type. Compiler-generated code for async methods and lambdas belongs to it.</param>
/// <param name="Place">The compiled type or method that contains the use.</param>
/// <param name="Type">The used type, or the type of the used member.</param>
/// <param name="Member">The name of the member; empty if the type itself is used.</param>
internal sealed record AssemblyUse(string User, MemberInfo Place, Type Type, string Member);
