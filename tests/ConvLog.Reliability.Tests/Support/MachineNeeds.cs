namespace ConvLog.Reliability.Tests.Support;

/// <summary>The machine capabilities that a test requires besides .NET.</summary>
[Flags]
internal enum MachineNeeds
{
    /// <summary>Running a child with failing system calls.</summary>
    Strace = 1,

    /// <summary>Mounting a small file system.</summary>
    Mount = 2,

    /// <summary>Mounting a file system from an image file.</summary>
    LoopDevice = 4,

    /// <summary>Setting a limit for a running child.</summary>
    ResourceLimits = 8,

    /// <summary>Loading a SQLite version that the store refuses.</summary>
    OldSqlite = 16,

    /// <summary>Making system calls of a running process fail.</summary>
    Attach = 32,
}
