namespace ConvLog.Reliability.Tests.Support;

/// <summary>What a test needs of the machine besides .NET.</summary>
[Flags]
internal enum MachineNeeds
{
    /// <summary>To run a child with failing system calls.</summary>
    Strace = 1,

    /// <summary>To mount a small file system.</summary>
    Mount = 2,

    /// <summary>To mount one that stands in a file.</summary>
    LoopDevice = 4,

    /// <summary>To set a limit for a child that runs.</summary>
    ResourceLimits = 8,

    /// <summary>To load a SQLite that the store refuses.</summary>
    OldSqlite = 16,

    /// <summary>To let system calls of a process that runs already fail.</summary>
    Attach = 32,
}
