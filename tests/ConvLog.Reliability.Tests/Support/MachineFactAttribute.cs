namespace ConvLog.Reliability.Tests.Support;

/// <summary>A test that needs something of the machine, and is skipped visibly, with the reason, where that is not to be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MachineFactAttribute : FactAttribute
{
    /// <param name="needs">What it needs.</param>
    public MachineFactAttribute(MachineNeeds needs) => Skip = Machine.Lacks(needs);
}
