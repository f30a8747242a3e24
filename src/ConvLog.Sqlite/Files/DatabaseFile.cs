using System.Buffers.Binary;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;
using SQLitePCL;

namespace ConvLog.Sqlite.Files;

/// <summary>Identifies a file before it is opened for use, and restricts who may read it.</summary>
internal static class DatabaseFile
{
    private const int ApplicationIdOffset = 68;
    private const int PageLength = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string WritableSchemaPragma = "PRAGMA writable_schema = ON";
    private const string ApplicationIdPragma = "PRAGMA application_id";

    public static string LogOf(string path) => path + "-wal";

    public static string SharedMemoryOf(string path) => path + "-shm";

    /// <summary>
    /// The absolute path of the file, with links resolved: SQLite creates the log and its other files next to the file itself.
    /// </summary>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return full; // Opening it will report the problem.
        }
    }

    /// <summary>Makes sure that a file is a ConvLog database of a known version.</summary>
    /// <param name="look">A connection for inspection.</param>
    /// <param name="path">The file.</param>
    /// <param name="kind">The expected kind.</param>
    /// <exception cref="ConversationStoreException">It belongs to another program, a pre-release build or a newer version, and was not changed; or it is ours
    /// and damaged.</exception>
    public static void Check(Session look, string path, FileKind kind)
    {
        // The id is written with the first page and outside the write-ahead log, so reading the file alone is enough.
        long? id = IdOf(look);
        if (id == kind.ApplicationId)
        {
            Migrations.Check(look, kind);
            return;
        }

        bool isWhole = id is not null && FileStamp.Of(path).Length >= PageLength;
        long? mark = isWhole ? id : IdInHeader(path);
        throw mark == kind.ApplicationId
            ? SqliteFaults.Of(raw.SQLITE_NOTADB, "file is not a database")
            : new ConversationStoreException(StoreFault.Unusable, mark == kind.PreReleaseId
                ? $"\"{path}\" is a {kind.Name} that a pre-release build of ConvLog.Sqlite wrote, which this version does not read; it was left unchanged. Move "
                    + "the database and its keys file away together, or give another path. The build that wrote them still reads them."
                : $"\"{path}\" is no {kind.Name} of ConvLog's, or its beginning is damaged; it was left as it is. Give another path, or put a backup in its "
                    + "place.");
    }

    /// <summary>
    /// Creates an empty file that only its owner may read. The caller holds the <see cref="FileLock"/>, and no store has the file open: when a process closes a
    /// file, the system drops all locks that the process has on it, including those of a connection.
    /// </summary>
    public static void Make(string path)
        => Guarded(path, () =>
        {
            if (!File.Exists(path))
            {
                DeleteSideFiles(path);
                MakeForOwner(path);
            }
        });

    /// <summary>
    /// Deletes the side files of a file that was deleted or moved away. Other processes may still have them open, and a new file would be mixed with the old
    /// one. The caller holds the <see cref="FileLock"/>.
    /// </summary>
    public static void DeleteSideFiles(string path)
        => Guarded(path, () =>
        {
            File.Delete(LogOf(path));
            File.Delete(SharedMemoryOf(path));
        });

    /// <summary>Removes the right of other users to read the file and its side files. SQLite creates side files with the mode of the file.</summary>
    public static void Narrow(string path)
        => Guarded(path, () =>
        {
            NarrowOne(path);
            NarrowOne(LogOf(path));
            NarrowOne(SharedMemoryOf(path));
        });

    private static void Guarded(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConversationStoreException(
                StoreFault.Unavailable,
                e is FileModeException ? e.Message : $"\"{path}\" cannot be made, or be kept from others. {SystemErrors.Describe(e)}",
                e);
        }
    }

    private static long? IdOf(Session look)
    {
        try
        {
            // Without the log, a file may lack pages that its first page counts. That is no damage.
            look.Execute(WritableSchemaPragma);
            return look.Number(ApplicationIdPragma);
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            return null;
        }
    }

    private static void MakeForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (OperatingSystem.IsWindows())
        {
            new FileStream(path, options).Dispose();
            return;
        }

        options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        KeyFileLock.SetOwnerOnly(file); // Independent of the umask.
    }

    private static void NarrowOne(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        try
        {
            KeyFileLock.Narrow(path);
        }
        catch (FileNotFoundException)
        {
            // Another process was the last to close the database, and deleted its log.
        }
    }

    // SQLite cannot read the file; only the id in its header can still be read.
    private static int? IdInHeader(string path)
    {
        Span<byte> header = stackalloc byte[ApplicationIdOffset + sizeof(int)];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
                ? BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
