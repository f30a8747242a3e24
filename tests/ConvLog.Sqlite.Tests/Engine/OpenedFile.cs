using ConvLog.Sqlite.Engine;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>SQLite's file object of a connection's database.</summary>
internal static unsafe class OpenedFile
{
    private const int FilePointerCode = 7; // SQLITE_FCNTL_FILE_POINTER

    private static readonly delegate* unmanaged<nint, byte*, int, void*,
        int> s_control = (delegate* unmanaged<nint, byte*, int, void*, int>)EngineLibrary.Find("sqlite3_file_control");

    public static OpenFile* Of(sqlite3 connection)
    {
        OpenFile* file = null;
        fixed (byte* database = "main"u8)
        {
            s_control(connection.DangerousGetHandle(), database, FilePointerCode, &file).Should().Be(raw.SQLITE_OK);
        }

        return file;
    }
}
