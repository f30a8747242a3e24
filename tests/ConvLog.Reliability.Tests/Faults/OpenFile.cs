namespace ConvLog.Reliability.Tests.Faults;

/// <summary>sqlite3_file: an open file, of which all but the methods is the file system's own.</summary>
internal unsafe struct OpenFile
{
    public IoMethods* Methods;
}
