using Microsoft.Data.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>A SQLite store with many conversations, created by <c>generate FILE ENTRIES</c>. Benchmarks write to copies of it.</summary>
/// <param name="path">The database file, with its key files next to it.</param>
internal sealed class GrownFile(string path)
{
    /// <summary>The grown file of an argument, or null without one, for an empty file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public static GrownFile? Of(string? path) => path is null || File.Exists(path)
        ? path is null ? null : new GrownFile(path)
        : throw new FileNotFoundException($"There is no file {path}. \"generate {path} 1,000,000\" makes it.", path);

    /// <summary>The total size of a database: its file, WAL and keys.</summary>
    public static long BytesOf(string path) => FilesOf(path).Sum(static file => new FileInfo(file).Length);

    /// <summary>Copies the database with its keys and syncs the copy, so that it is not written during a measurement.</summary>
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

    /// <summary>The number of entries.</summary>
    public long CountEntries()
    {
        // Immutable: the closed file is read without creating a WAL.
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
