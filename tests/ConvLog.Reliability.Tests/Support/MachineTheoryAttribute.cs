namespace ConvLog.Reliability.Tests.Support;

/// <summary>A theory that requires a capability of the machine. See <see cref="MachineFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineTheoryAttribute : TheoryAttribute
{
    /// <param name="needs">The required capabilities.</param>
    public MachineTheoryAttribute(MachineNeeds needs) => Skip = Machine.Lacks(needs);
}
