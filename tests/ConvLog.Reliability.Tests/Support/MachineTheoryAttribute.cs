namespace ConvLog.Reliability.Tests.Support;

/// <summary>As <see cref="MachineFactAttribute"/>, for a test of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineTheoryAttribute : TheoryAttribute
{
    /// <param name="needs">What it needs.</param>
    public MachineTheoryAttribute(MachineNeeds needs) => Skip = Machine.Lacks(needs);
}
