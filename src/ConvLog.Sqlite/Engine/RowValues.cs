using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// Reads the values of a statement's current row. The wrapper counts a reference to the statement and makes a GC transition for each value, which costs more
/// than the engine's own work. The row is already in memory, so the engine is called directly.
/// </summary>
internal static unsafe class RowValues
{
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> s_type =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)EngineLibrary.Find("sqlite3_column_type");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long> s_integer =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long>)EngineLibrary.Find("sqlite3_column_int64");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*> s_blob =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*>)EngineLibrary.Find("sqlite3_column_blob");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> s_length =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)EngineLibrary.Find("sqlite3_column_bytes");

    // The engine is called directly only if all functions are found, so that a value is never read in two ways.
    private static readonly bool s_isDirect = s_type != null && s_integer != null && s_blob != null && s_length != null;

    public static bool IsNull(sqlite3_stmt row, int column)
        => (s_isDirect ? s_type(row.DangerousGetHandle(), column) : raw.sqlite3_column_type(row, column)) == raw.SQLITE_NULL;

    public static long Int64(sqlite3_stmt row, int column)
        => s_isDirect ? s_integer(row.DangerousGetHandle(), column) : raw.sqlite3_column_int64(row, column);

    /// <summary>The bytes of a text or blob, valid until the next step; empty for null.</summary>
    public static ReadOnlySpan<byte> Bytes(sqlite3_stmt row, int column)
    {
        if (!s_isDirect)
        {
            return raw.sqlite3_column_blob(row, column);
        }

        // Read the bytes before their length: the engine reports the length of the form that was read last.
        byte* bytes = s_blob(row.DangerousGetHandle(), column);
        return bytes == null ? default : new ReadOnlySpan<byte>(bytes, s_length(row.DangerousGetHandle(), column));
    }
}
