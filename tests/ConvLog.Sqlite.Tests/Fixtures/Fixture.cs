using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>A database written by another version, with its keys, in the folder of one test.</summary>
internal sealed class Fixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Fixture()
    {
    }

    /// <summary>The folders of all fixtures, each named after its schema.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root()).Select(static folder => System.IO.Path.GetFileName(folder)).Where(static name => char.IsAsciiDigit(name[0]))
            .Order(StringComparer.Ordinal)];

    public string Path => _folder.File("conversations.db");

    public string KeysPath => Path + "-keys";

    public string Folder => _folder.Path;

    /// <summary>The folder to which the build copied the fixtures.</summary>
    public static string Root() => System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static Fixture Load(string name)
    {
        var fixture = new Fixture();
        FixtureDump.Load(Read(name, "conversations.sql"), fixture.Path);
        FixtureDump.Load(Read(name, "keys.sql"), fixture.KeysPath);
        return fixture;
    }

    public static string Read(string name, string file) => File.ReadAllText(System.IO.Path.Combine(Root(), name, file));

    public SqliteConversationStore Open(bool indexText = false) => new(Path, Options(indexText));

    public Session Look() => Session.Open(Path, TimeSpan.FromSeconds(5));

    public void Dispose() => _folder.Dispose();

    public static SqliteStoreOptions Options(bool indexText = false)
        => new() { KeyRing = FixtureContent.KeyRing(), IndexText = indexText, BusyTimeout = TimeSpan.FromSeconds(10) };
}
