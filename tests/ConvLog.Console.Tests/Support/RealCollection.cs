namespace ConvLog.Console.Tests.Support;

/// <summary>Tests that walk through the real conversations: one console for all of them. What a test changes it changes in a conversation of its own.</summary>
[CollectionDefinition(Name)]
public sealed class RealCollection : ICollectionFixture<RealConsole>
{
    public const string Name = "real conversations";
}
