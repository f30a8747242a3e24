namespace ConvLog.Sqlite.Files;

/// <summary>Sizes of the database's files, read without opening them.</summary>
internal static class FileFigures
{
    /// <summary>Figures by name: <c>exists</c> (0 or 1), <c>size_bytes</c>, <c>wal_bytes</c>.</summary>
    public static Dictionary<string, double> Of(string path)
    {
        var file = FileStamp.Of(path);
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["exists"] = file.Length < 0 ? 0 : 1,
            ["size_bytes"] = Math.Max(0, file.Length),
            ["wal_bytes"] = Math.Max(0, FileStamp.Of(DatabaseFile.LogOf(path)).Length),
        };
    }
}
