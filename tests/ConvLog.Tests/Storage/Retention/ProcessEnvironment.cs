namespace ConvLog.Tests.Storage.Retention;

/// <summary>Tests that change the environment of this process run alone: every host that another test makes reads it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "the environment of this process";
}
