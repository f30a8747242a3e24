#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>.NET 8 lacks it; compilers know it by its name, whichever assembly has it.</summary>
/// <param name="priority">Among overloads that fit, those with the highest number count.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
