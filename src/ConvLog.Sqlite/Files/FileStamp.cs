namespace ConvLog.Sqlite.Files;

/// <summary>A file's size and last write time, which reveal without opening it that it was changed or replaced.</summary>
/// <param name="Length">Its size in bytes; -1 if it does not exist.</param>
/// <param name="Written">Its last write time, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : new FileStamp(-1, default);
    }
}
