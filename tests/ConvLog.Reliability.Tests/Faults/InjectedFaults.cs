namespace ConvLog.Reliability.Tests.Faults;

/// <summary>Tests whose faults reach every connection that this process opens: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InjectedFaults
{
    public const string Name = "Injected faults";
}
