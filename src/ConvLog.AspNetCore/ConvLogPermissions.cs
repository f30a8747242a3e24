namespace ConvLog.AspNetCore;

/// <summary>What someone may do with conversations. Each but <see cref="Read"/> needs Read as well.</summary>
[Flags]
public enum ConvLogPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read what is not personal.</summary>
    Read = 1,

    /// <summary>Read personal data. Each such read is written to the access log.</summary>
    ReadPii = 2,

    /// <summary>Rate turns, write notes and improved answers, and mark conversations as read.</summary>
    Annotate = 4,

    /// <summary>Erase, place legal holds, run retention, and read the access log.</summary>
    Manage = 8,

    /// <summary>All of it.</summary>
    All = Read | ReadPii | Annotate | Manage,
}
