namespace ConvLog.Console.Tests.Support;

/// <summary>Tests that only read the staged conversations and share one console.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleInBrowser>
{
    public const string Name = "console";
}
