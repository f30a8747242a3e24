namespace ConvLog.Sqlite.Live;

/// <summary>The changes of a transaction that lists do not show yet.</summary>
internal enum PendingChanges
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Only changes that a reader without the permission may not see.</summary>
    Hidden = 1,

    /// <summary>Changes that everyone may see.</summary>
    Visible = 2,
}
