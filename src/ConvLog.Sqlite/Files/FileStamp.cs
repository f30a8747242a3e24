namespace ConvLog.Sqlite.Files;

/// <summary>What tells that a file was changed or replaced, without opening it.</summary>
/// <param name="Length">Its size in bytes; -1 where there is none.</param>
/// <param name="Written">When it was last written to.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
    }
}
