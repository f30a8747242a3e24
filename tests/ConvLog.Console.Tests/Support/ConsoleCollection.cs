namespace ConvLog.Console.Tests.Support;

/// <summary>Tests that look at the staged conversations and leave them as they are: one console for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleInBrowser>
{
    public const string Name = "console";
}
