namespace ConvLog.Reliability.Tests.Faults;

/// <summary>Tests whose faults affect every connection that this process opens. They run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InjectedFaults
{
    public const string Name = "Injected faults";
}
