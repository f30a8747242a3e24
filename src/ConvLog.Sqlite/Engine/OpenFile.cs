namespace ConvLog.Sqlite.Engine;

/// <summary>SQLite's <c>sqlite3_file</c>: a pointer to its methods, followed by its VFS's own data.</summary>
internal unsafe struct OpenFile
{
    public FileMethods* Methods;
}
