namespace ConvLog.Tests.Storage.Retention;

/// <summary>Tests that change the environment of this process do not run in parallel, because every host of another test reads it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "the environment of this process";
}
