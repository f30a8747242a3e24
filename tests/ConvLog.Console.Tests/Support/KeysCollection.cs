namespace ConvLog.Console.Tests.Support;

/// <summary>Tests of signing in, in both browsers, that share one console.</summary>
[CollectionDefinition(Name)]
public sealed class KeysCollection : ICollectionFixture<ConsoleForKeys>
{
    public const string Name = "keys";
}
