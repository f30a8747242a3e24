namespace ConvLog.Sqlite.Engine;

/// <summary>What the store's VFS knows of an open file, behind what the default VFS does. Used by the thread that uses the connection.</summary>
internal unsafe struct FileState
{
    /// <summary>Of a database: the WAL that its connection has open; null where it has none.</summary>
    public OpenFile* Log;

    /// <summary>Of a WAL: what is not written yet.</summary>
    public LogWrites.State Writes;

    public static FileState* Of(OpenFile* file) => (FileState*)((byte*)file + file->Methods->StateOffset);
}
