namespace ConvLog.Reliability.Tests.Faults;

/// <summary>The kind of operation that fails inside SQLite.</summary>
public enum FaultKind
{
    /// <summary>A file system call: a read, write, sync, truncation, file size query, or mapping of shared memory.</summary>
    File,

    /// <summary>A full disk: a write or a mapping of shared memory.</summary>
    Space,

    /// <summary>A statement step, interrupted.</summary>
    Step,
}
