using System.Globalization;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Keeps what is left of a damaged database in the same folder, under a name with the time. Kept files are never overwritten or deleted, because they may
/// contain acknowledged data. To limit the space that they use, at most <see cref="MostKept"/> are kept, and a copy takes at most half of the free space.
/// </summary>
internal static class DamagedFile
{
    /// <summary>The maximum number of files that are kept for one database: copies and files that were moved aside, together.</summary>
    public const int MostKept = 3;

    private const string Mark = ".damaged-";
    private const int ShareOfFreeSpace = 2;

    /// <summary>Copies file and log, unless a copy exists, from another process or from before a restart.</summary>
    /// <returns>The name of the copy.</returns>
    /// <exception cref="DamagedFileLimitException">The limit is reached, or a copy would take too much of the disk.</exception>
    /// <exception cref="IOException">There is no room for a copy. No partial copy is left.</exception>
    public static string Copy(string path, DateTimeOffset now)
    {
        if (FindCopy(path) is { } earlier)
        {
            return Path.GetFileName(earlier);
        }

        EnsureFewer(path);
        EnsureSpace(path);
        string copy = FreeName(path, now);
        if (FileStamp.Of(DatabaseFile.LogOf(path)).Length > 0)
        {
            CopyFile(DatabaseFile.LogOf(path), DatabaseFile.LogOf(copy));
        }

        try
        {
            CopyFile(path, copy);
        }
        catch
        {
            File.Delete(DatabaseFile.LogOf(copy));
            throw;
        }

        return Path.GetFileName(copy);
    }

    /// <summary>Moves file and log aside, unless another file is already under the path.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">A connection to the damaged file, which is closed.</param>
    /// <param name="now">The time, for the name.</param>
    /// <param name="busyTimeout">How long to wait for another process that does the same.</param>
    /// <returns>The new name; null if another process has already moved it aside.</returns>
    /// <exception cref="DamagedFileLimitException">The limit is reached.</exception>
    /// <exception cref="IOException">The files may not be moved.</exception>
    public static string? PutAside(string path, Session identity, DateTimeOffset now, TimeSpan busyTimeout)
    {
        using var fileLock = FileLock.Take(path, busyTimeout);
        bool isStillThere = !FileControl.HasMoved(identity);
        identity.Abandon(); // Windows does not move open files.
        if (!isStillThere || !File.Exists(path))
        {
            return null;
        }

        EnsureFewer(path);

        // The log first: a new file must not find it. SQLite rebuilds the log's index from the log.
        string aside = FreeName(path, now);
        if (File.Exists(DatabaseFile.LogOf(path)))
        {
            File.Move(DatabaseFile.LogOf(path), DatabaseFile.LogOf(aside));
        }

        File.Delete(DatabaseFile.SharedMemoryOf(path));
        File.Move(path, aside);
        return Path.GetFileName(aside);
    }

    /// <summary>Whether the limit is reached.</summary>
    public static bool IsLimitReached(string path)
        => KeptFiles(path).Count(static file => !file.EndsWith(DatabaseFile.LogOf(""), StringComparison.Ordinal)) >= MostKept;

    private static void EnsureFewer(string path)
    {
        if (IsLimitReached(path))
        {
            throw new DamagedFileLimitException(
                $"{MostKept} damaged files are kept beside it already, \"{Path.GetFileName(path)}{Mark}…\". Move or delete those that are of no more use.");
        }
    }

    private static void EnsureSpace(string path)
    {
        long length = FileStamp.Of(path).Length + Math.Max(0, FileStamp.Of(DatabaseFile.LogOf(path)).Length);
        if (DiskSpace.Of(path) is { } room && length > room.Free / ShareOfFreeSpace)
        {
            throw new DamagedFileLimitException(
                FormattableString.Invariant($"it would take {length} bytes, more than half of the {room.Free} that are free. Make room."));
        }
    }

    private static IEnumerable<string> KeptFiles(string path)
        => new DirectoryInfo(Path.GetDirectoryName(path)!).EnumerateFiles(Path.GetFileName(path) + Mark + "*").Select(static file => file.FullName);

    private static string FreeName(string path, DateTimeOffset now)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{path}{Mark}{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        string free = name;
        for (int n = 2; File.Exists(free) || File.Exists(DatabaseFile.LogOf(free)); n++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        }

        return free;
    }

    private static string? FindCopy(string path) => KeptFiles(path).FirstOrDefault(file => IsCopy(path, file));

    // A copy has the last write time of its original.
    private static bool IsCopy(string path, string file)
    {
        var log = FileStamp.Of(DatabaseFile.LogOf(path));
        return FileStamp.Of(path) == FileStamp.Of(file) && (log.Length <= 0 || log == FileStamp.Of(DatabaseFile.LogOf(file)));
    }

    private static void CopyFile(string path, string copy)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(copy, options);
        try
        {
            source.CopyTo(target, bufferSize: 1 << 20);
            target.Flush(flushToDisk: true);
            File.SetLastWriteTimeUtc(target.SafeFileHandle, File.GetLastWriteTimeUtc(path));
        }
        catch
        {
            File.Delete(copy);
            throw;
        }
    }
}
