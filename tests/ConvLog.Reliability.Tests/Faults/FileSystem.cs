#pragma warning disable CS0649 // Filled in by SQLite.

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>sqlite3_vfs, version 3. Only the method that opens files is used here.</summary>
internal unsafe struct FileSystem
{
    public int Version;
    public int FileLength;
    public int LongestPath;
    public nint Next;
    public byte* Name;
    public nint Data;
    public delegate* unmanaged[Cdecl]<FileSystem*, byte*, OpenFile*, int, int*, int> Open;
    public fixed long Others[14];
}
