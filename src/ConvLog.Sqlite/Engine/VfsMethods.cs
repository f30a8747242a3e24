namespace ConvLog.Sqlite.Engine;

/// <summary>SQLite's <c>sqlite3_vfs</c> of version 2, with the layout of its header file.</summary>
internal unsafe struct VfsMethods
{
    public int Version;
    public int FileLength;
    public int LongestPath;
    public VfsMethods* Next;
    public byte* Name;
    public void* AppData;
    public delegate* unmanaged[Cdecl]<VfsMethods*, byte*, OpenFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<VfsMethods*, byte*, int, int> Delete;
    public delegate* unmanaged[Cdecl]<VfsMethods*, byte*, int, int*, int> Access;
    public delegate* unmanaged[Cdecl]<VfsMethods*, byte*, int, byte*, int> FullPath;
    public delegate* unmanaged[Cdecl]<VfsMethods*, byte*, void*> LoadLibrary;
    public delegate* unmanaged[Cdecl]<VfsMethods*, int, byte*, void> LoadError;
    public delegate* unmanaged[Cdecl]<VfsMethods*, void*, byte*, void*> FindSymbol;
    public delegate* unmanaged[Cdecl]<VfsMethods*, void*, void> CloseLibrary;
    public delegate* unmanaged[Cdecl]<VfsMethods*, int, byte*, int> Randomness;
    public delegate* unmanaged[Cdecl]<VfsMethods*, int, int> Sleep;
    public delegate* unmanaged[Cdecl]<VfsMethods*, double*, int> CurrentTime;
    public delegate* unmanaged[Cdecl]<VfsMethods*, int, byte*, int> LastError;
    public delegate* unmanaged[Cdecl]<VfsMethods*, long*, int> CurrentTimeInt64;
}
