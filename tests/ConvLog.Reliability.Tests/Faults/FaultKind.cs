namespace ConvLog.Reliability.Tests.Faults;

/// <summary>What fails inside SQLite.</summary>
public enum FaultKind
{
    /// <summary>A call into the file system: a read, write, sync, truncation, a look at the size, or a part of the shared memory.</summary>
    File,

    /// <summary>The disk is full: a write, or a part of the shared memory.</summary>
    Space,

    /// <summary>A step of a statement, interrupted.</summary>
    Step,
}
