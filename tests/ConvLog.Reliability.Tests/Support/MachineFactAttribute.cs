namespace ConvLog.Reliability.Tests.Support;

/// <summary>A test that requires a capability of the machine and is reported as skipped, with the reason, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineFactAttribute : FactAttribute
{
    /// <param name="needs">The required capabilities.</param>
    public MachineFactAttribute(MachineNeeds needs) => Skip = Machine.Lacks(needs);
}
