namespace ConvLog.Sqlite.Live;

/// <summary>What lists are yet to show of a transaction.</summary>
internal enum ArrivalDue
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>Only what not everyone may see.</summary>
    Hidden = 1,

    /// <summary>What everyone may see.</summary>
    Visible = 2,
}
