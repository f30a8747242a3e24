using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Keys;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>Numbers whose hash is of the text as it was written, as earlier versions stored them.</summary>
public sealed class SubjectsTests : IDisposable
{
    private const string Written = "(+34) 910-555-017";

    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

}
