using Microsoft.Data.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>A SQLite store with many conversations, made by <c>generate FILE ENTRIES</c>. Benchmarks write to copies of it.</summary>
/// <param name="path">The database file; its files of keys are beside it.</param>
internal sealed class GrownFile(string path)
{
    /// <summary>The grown file of an argument; null without one, for an empty file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static GrownFile? Of(string? path) => path is null || File.Exists(path)
        ? path is null ? null : new GrownFile(path)
        : throw new FileNotFoundException($"There is no file {path}. \"generate {path} 1,000,000\" makes it.", path);

    /// <summary>All bytes of a database: its file, WAL and keys.</summary>
    public static long BytesOf(string path) => FilesOf(path).Sum(static file => new FileInfo(file).Length);

    /// <summary>Copies the database with its keys. The copy is on the disk then, so that none of it is written while something is measured.</summary>
    public string CopyTo(string copy)
    {
        foreach (string file in FilesOf(path))
        {
            string target = copy + file[path.Length..];
            File.Copy(file, target);
            using var written = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }

        return copy;
    }

    /// <summary>The number of its entries.</summary>
    public long CountEntries()
    {
        // Immutable: the closed file is read without making a WAL.
        string source = new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM entry";
        return (long)count.ExecuteScalar()!;
    }

    private static IEnumerable<string> FilesOf(string path)
        => Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path) + "*");
}
