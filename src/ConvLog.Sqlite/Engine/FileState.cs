namespace ConvLog.Sqlite.Engine;

/// <summary>State of an open file that the store's VFS keeps after the default VFS's own state. Used only by the thread that uses the connection.</summary>
internal unsafe struct FileState
{
    /// <summary>For a database: the WAL that its connection has open; null if it has none.</summary>
    public OpenFile* Log;

    /// <summary>For a WAL: the buffered bytes that are not yet written.</summary>
    public LogWrites.State Writes;

    public static FileState* Of(OpenFile* file) => (FileState*)((byte*)file + file->Methods->StateOffset);
}
