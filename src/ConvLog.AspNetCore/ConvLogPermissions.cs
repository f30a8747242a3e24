namespace ConvLog.AspNetCore;

/// <summary>Permissions of a reader. All other permissions require <see cref="Read"/> as well.</summary>
[Flags]
public enum ConvLogPermissions
{
    /// <summary>No permission.</summary>
    None = 0,

    /// <summary>Read conversations without personal data.</summary>
    Read = 1,

    /// <summary>View personal data. Every access is recorded in the access log.</summary>
    ReadPii = 2,

    /// <summary>Rate turns, write notes and improved answers, mark conversations as read, and silence alerts.</summary>
    Annotate = 4,

    /// <summary>Erase data, place legal holds, run retention, and read the access log.</summary>
    Manage = 8,

    /// <summary>All permissions.</summary>
    All = Read | ReadPii | Annotate | Manage,
}
