namespace ConvLog.Reliability.Tests.Faults;

/// <summary>sqlite3_file: an open file. Everything except the methods is private to the file system.</summary>
internal unsafe struct OpenFile
{
    public IoMethods* Methods;
}
