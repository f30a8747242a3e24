using System.Buffers.Binary;
using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite;

/// <summary>The file: whose it is, told before it is opened to be used, and who may read it.</summary>
internal static class DatabaseFile
{
    /// <summary>Stands in the file's header and tells ConvLog's files from others: "CLOG".</summary>
    public const int ApplicationId = 0x434C4F47;

    private const int ApplicationIdOffset = 68;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Gate s_making = new();

    public static string LogOf(string path) => path + "-wal";

    public static string SharedMemoryOf(string path) => path + "-shm";

    /// <summary>A path from the root on, and the file itself where the path is a link to it: its log and all else that SQLite makes stand beside the file.</summary>
    public static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return full; // Opening it will say what is wrong.
        }
    }

    /// <summary>Looks at what stands under a path.</summary>
    /// <returns>A connection that only looks, to tell later whether the same file still stands there; null where there is none, or an empty one.</returns>
    /// <exception cref="ConversationStoreException">It cannot be opened.</exception>
    public static Session? Look(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ConversationStoreException(StoreFault.Unusable, $"\"{path}\" is a folder. Give the path of a file.");
        }

        return FileStamp.Of(path).Length > 0 ? Session.Look(path) : null;
    }

    /// <summary>Makes sure that a file is a database of ours, of a version that is known.</summary>
    /// <param name="look">The connection that only looks.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ConversationStoreException">It is somebody else's or of a newer version, and was not touched; or ours and damaged.</exception>
    public static void Check(Session look, string path)
    {
        // The id is written with the first page and outside the write-ahead log, so that one look at the file is enough.
        if (IdOf(look) == ApplicationId)
        {
            Migrations.Check(look);
            return;
        }

        throw SaysItIsOurs(path)
            ? SqliteFaults.Of(raw.SQLITE_NOTADB, "file is not a database")
            : new ConversationStoreException(
                StoreFault.Unusable,
                $"\"{path}\" is no database of ConvLog's, or its beginning is damaged; it was left as it is. Give another path, or put a backup in its place.");
    }

    /// <summary>Makes an empty file that only its owner may read, or takes from others the right to read one that is there. SQLite gives its side files the same mode.</summary>
    public static void MakePrivate(string path)
    {
        try
        {
            // One at a time: while this file is open here, no other store of this process may take a lock on it, which closing would drop.
            lock (s_making)
            {
                if (!File.Exists(path))
                {
                    Make(path);
                }
            }

            Narrow(path);
            Narrow(LogOf(path));
            Narrow(SharedMemoryOf(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConversationStoreException(
                StoreFault.Unavailable,
                $"\"{path}\" cannot be made, or be kept from others: {e.GetType().Name}. Check that its folder is there, its owner, and that the file system is not read-only or full.",
                e);
        }
    }

    private static long? IdOf(Session look)
    {
        try
        {
            // Without the log, a file may lack pages that its first one counts: that is no damage.
            look.Execute("PRAGMA writable_schema = ON");
            return look.Number("PRAGMA application_id");
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            return null;
        }
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (OperatingSystem.IsWindows())
        {
            new FileStream(path, options).Dispose();
            return;
        }

        options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly); // Whatever the umask took.
    }

    private static void Narrow(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & ~OwnerOnly) != UnixFileMode.None)
            {
                File.SetUnixFileMode(path, mode & OwnerOnly);
            }
        }
        catch (FileNotFoundException)
        {
            // Another process was the last to close the database, and removed its log.
        }
    }

    // SQLite cannot read it: all that can be told is whether our mark still stands in its header.
    private static bool SaysItIsOurs(string path)
    {
        Span<byte> header = stackalloc byte[ApplicationIdOffset + sizeof(int)];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) == ApplicationId;
    }
}
