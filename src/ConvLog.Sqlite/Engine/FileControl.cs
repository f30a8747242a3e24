using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>Reads state of SQLite's file layer that SQL does not expose.</summary>
internal static unsafe class FileControl
{
    private const int HasMovedCode = 20; // SQLITE_FCNTL_HAS_MOVED
    private const int LastErrorCode = 4; // SQLITE_FCNTL_LAST_ERRNO
    private const int LogFileCode = 28; // SQLITE_FCNTL_JOURNAL_POINTER

    private static readonly delegate* unmanaged<nint, byte*, int, int*,
        int> s_call = (delegate* unmanaged<nint, byte*, int, int*, int>)EngineLibrary.Find("sqlite3_file_control");

    private static readonly delegate* unmanaged<nint, int> s_systemError = (delegate* unmanaged<nint, int>)EngineLibrary.Find("sqlite3_system_errno");

    /// <summary>The operating system's error when a connection last failed to open, read or write a file; 0 if unknown.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="extendedCode">SQLite's result code. After a failed commit, the system's error is kept only in the file objects; the WAL's comes
    /// first.</param>
    public static int SystemError(sqlite3 connection, int extendedCode)
    {
        if (s_systemError == null || connection.IsInvalid)
        {
            return 0;
        }

        nint handle = connection.DangerousGetHandle();
        int ofFile = (extendedCode & 0xFF) == raw.SQLITE_IOERR ? LastError(handle) : 0;
        return ofFile != 0 ? ofFile : s_systemError(handle);
    }

    /// <summary>
    /// Whether the file under its path is no longer the one that the connection has open, because it was deleted, renamed or replaced. Costs one lookup in the
    /// folder. False if this cannot be determined, as on Windows, where an open file cannot be moved.
    /// </summary>
    public static bool HasMoved(Session session)
    {
        int moved = 0;
        fixed (byte* database = "main"u8)
        {
            return s_call != null && s_call(session.Handle.DangerousGetHandle(), database, HasMovedCode, &moved) == raw.SQLITE_OK && moved != 0;
        }
    }

    private static int LastError(nint connection)
    {
        int error = 0;
        nint log = 0;
        fixed (byte* database = "main"u8)
        {
            if (s_call != null && s_call(connection, database, LogFileCode, (int*)&log) == raw.SQLITE_OK && log != 0 && ((OpenFile*)log)->Methods != null)
            {
                var file = (OpenFile*)log;
                _ = ((delegate* unmanaged[Cdecl]<OpenFile*, int, void*, int>)file->Methods->FileControl)(file, LastErrorCode, &error);
            }

            if (s_call != null && error == 0)
            {
                _ = s_call(connection, database, LastErrorCode, &error);
            }
        }

        return error;
    }
}
