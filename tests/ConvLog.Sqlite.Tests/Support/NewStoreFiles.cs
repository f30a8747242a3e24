namespace ConvLog.Sqlite.Tests.Support;

/// <summary>
/// The files of a new, empty store, created once per run. Copying them takes a fraction of the time in which a store creates its own, migration after
/// migration.
/// Tests of the creation of a store do not use them.
/// </summary>
internal static class NewStoreFiles
{
    /// <summary>The name of the database file.</summary>
    public const string Database = "conversations.db";

    private static readonly Lazy<(string Name, byte[] Content)[]> s_files = new(Make);

    /// <summary>Copies the files into a folder.</summary>
    public static void CopyTo(TemporaryFolder folder)
    {
        foreach (var (name, content) in s_files.Value)
        {
            File.WriteAllBytes(folder.File(name), content);
        }
    }

    private static (string Name, byte[] Content)[] Make()
    {
        using var folder = new TemporaryFolder();
        new SqliteConversationStore(folder.File(Database)).Dispose();
        (string Name, byte[] Content)[] files = [.. Directory.GetFiles(folder.Path).Select(static path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
        files.Select(static file => file.Name).Should().Contain(Database, "a store makes its files when it is constructed");
        return files;
    }
}
