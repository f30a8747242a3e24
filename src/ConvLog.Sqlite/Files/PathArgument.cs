namespace ConvLog.Sqlite.Files;

/// <summary>Rejects paths that other libraries interpret as a special database and that would be a file name here.</summary>
internal static class PathArgument
{
    private static readonly string[] s_keywords = ["Data Source", "DataSource", "Filename", "Mode", "Cache", "Password", "Pooling", "Foreign Keys", "Version"];

    /// <exception cref="ArgumentException">The path is null, empty or blank, a connection string, a URI, or means a database in memory.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("UseSqlite takes the path of a file, such as \"conversations.db\" or \"/data/conversations.db\". This one is empty: is "
                + "the setting that it comes from missing?", nameof(path));
        }

        string trimmed = path.Trim();
        if (trimmed.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"\"{path}\" would be the name of a file. A store in memory, for tests and demos, is options.UseInMemoryStore().", nameof(path));
        }

        if (trimmed.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"\"{path}\" is a URI. Give the path of the file alone, such as \"conversations.db\".", nameof(path));
        }

        int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && Array.Exists(s_keywords, keyword => trimmed.AsSpan(0, equals).Trim().Equals(keyword, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException(
                $"\"{trimmed[..(equals + 1)]}…\" is a connection string. Give the path of the file alone, such as \"conversations.db\"; what else there is to "
                    + "set, SqliteStoreOptions has.",
                nameof(path));
        }
    }
}
