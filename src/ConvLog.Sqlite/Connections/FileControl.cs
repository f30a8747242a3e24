using SQLitePCL;

namespace ConvLog.Sqlite;

/// <summary>What SQLite's file layer knows and its SQL does not tell.</summary>
internal static unsafe class FileControl
{
    private const int HasMovedCode = 20; // SQLITE_FCNTL_HAS_MOVED

    private static readonly delegate* unmanaged<nint, byte*, int, int*, int> s_call = (delegate* unmanaged<nint, byte*, int, int*, int>)EngineLibrary.Find("sqlite3_file_control");

    private static readonly delegate* unmanaged<nint, int> s_systemError = (delegate* unmanaged<nint, int>)EngineLibrary.Find("sqlite3_system_errno");

    /// <summary>What the operating system said when a connection last failed to open, read or write a file; 0 where it cannot be told.</summary>
    public static int SystemError(sqlite3 connection) => s_systemError == null || connection.IsInvalid ? 0 : s_systemError(connection.DangerousGetHandle());

    /// <summary>
    /// Whether the file under its path is no longer the one the connection has open: deleted, renamed or replaced. One look at the folder. False where it cannot be told, as on
    /// Windows, which does not let an open file be moved.
    /// </summary>
    public static bool HasMoved(Session session)
    {
        int moved = 0;
        fixed (byte* database = "main"u8)
        {
            return s_call != null && s_call(session.Handle.DangerousGetHandle(), database, HasMovedCode, &moved) == raw.SQLITE_OK && moved != 0;
        }
    }
}
