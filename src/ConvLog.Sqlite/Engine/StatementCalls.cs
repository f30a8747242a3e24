using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// The engine's calls for writing a row. The wrapper counts a reference to the statement and makes a GC transition for each call, which costs more than the
/// engine's own work, so the engine is called directly. Stepping makes the transition, because it may wait for the disk.
/// </summary>
internal static unsafe class StatementCalls
{
    // The engine copies a text or blob before it returns. That takes long for a long value, whose call therefore makes a GC transition.
    private const int ShortValue = 4_096;
    private const nint Copied = -1; // SQLITE_TRANSIENT

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int> s_bindInteger =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int>)EngineLibrary.Find("sqlite3_bind_int64");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> s_bindNull =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)EngineLibrary.Find("sqlite3_bind_null");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> s_bindText =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)EngineLibrary.Find("sqlite3_bind_text");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> s_bindBlob =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)EngineLibrary.Find("sqlite3_bind_blob");

    private static readonly delegate* unmanaged[Cdecl]<nint, int> s_step = (delegate* unmanaged[Cdecl]<nint, int>)EngineLibrary.Find("sqlite3_step");
    private static readonly delegate* unmanaged[Cdecl]<nint, int> s_reset = (delegate* unmanaged[Cdecl]<nint, int>)EngineLibrary.Find("sqlite3_reset");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> s_changes =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)EngineLibrary.Find("sqlite3_changes");

    // The engine is called directly only if all functions are found, so that a statement is never used in two ways.
    private static readonly bool s_isDirect = s_bindInteger != null && s_bindNull != null && s_bindText != null && s_bindBlob != null && s_step != null
        && s_reset != null && s_changes != null;

    public static int Bind(sqlite3_stmt statement, int parameter, long value)
        => s_isDirect ? s_bindInteger(AddressOf(statement), parameter, value) : raw.sqlite3_bind_int64(statement, parameter, value);

    public static int BindNull(sqlite3_stmt statement, int parameter)
        => s_isDirect ? s_bindNull(AddressOf(statement), parameter) : raw.sqlite3_bind_null(statement, parameter);

    /// <param name="statement">The statement.</param>
    /// <param name="parameter">The parameter's number, from 1.</param>
    /// <param name="utf8">Not empty: an empty span has no address, which the engine interprets as null.</param>
    public static int BindText(sqlite3_stmt statement, int parameter, ReadOnlySpan<byte> utf8)
    {
        if (!s_isDirect || utf8.Length > ShortValue)
        {
            return raw.sqlite3_bind_text(statement, parameter, utf8);
        }

        fixed (byte* bytes = utf8)
        {
            return s_bindText(AddressOf(statement), parameter, bytes, utf8.Length, Copied);
        }
    }

    /// <inheritdoc cref="BindText"/>
    public static int BindBlob(sqlite3_stmt statement, int parameter, ReadOnlySpan<byte> blob)
    {
        if (!s_isDirect || blob.Length > ShortValue)
        {
            return raw.sqlite3_bind_blob(statement, parameter, blob);
        }

        fixed (byte* bytes = blob)
        {
            return s_bindBlob(AddressOf(statement), parameter, bytes, blob.Length, Copied);
        }
    }

    public static int Step(sqlite3_stmt statement) => s_isDirect ? s_step(AddressOf(statement)) : raw.sqlite3_step(statement);

    public static int Reset(sqlite3_stmt statement) => s_isDirect ? s_reset(AddressOf(statement)) : raw.sqlite3_reset(statement);

    /// <summary>The number of rows that the last statement of a connection changed.</summary>
    public static int Changes(sqlite3 connection) => s_isDirect ? s_changes(AddressOf(connection)) : raw.sqlite3_changes(connection);

    // The engine would access memory that no longer belongs to a statement or connection.
    private static nint AddressOf(SafeHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        return handle.DangerousGetHandle();
    }
}
