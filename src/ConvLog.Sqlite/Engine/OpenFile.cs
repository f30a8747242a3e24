namespace ConvLog.Sqlite.Engine;

/// <summary>SQLite's <c>sqlite3_file</c>: a pointer to its methods, followed by what its VFS keeps of it.</summary>
internal unsafe struct OpenFile
{
    public FileMethods* Methods;
}
