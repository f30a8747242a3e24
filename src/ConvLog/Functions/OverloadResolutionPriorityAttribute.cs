#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>Missing in .NET 8; the compiler recognizes it by its name, in any assembly.</summary>
/// <param name="priority">The priority: of the applicable overloads, those with the highest priority are considered.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
