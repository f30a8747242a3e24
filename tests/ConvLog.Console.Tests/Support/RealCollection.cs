namespace ConvLog.Console.Tests.Support;

/// <summary>Tests of the real conversations, which share one console. A test that changes data uses a separate conversation.</summary>
[CollectionDefinition(Name)]
public sealed class RealCollection : ICollectionFixture<RealConsole>
{
    public const string Name = "real conversations";
}
