namespace WebConsole.Tests.SharedData;

/// <summary>Tests that only read the real conversations, which are imported once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class ImportedCollection : ICollectionFixture<ImportedData>
{
    public const string Name = "imported conversations";
}
