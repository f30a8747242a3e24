namespace ConvLog.Functions;

/// <summary>The event that a snapshot of a turn or function event was taken for.</summary>
internal enum SnapshotMoment
{
    Began,
    Ended,

    /// <summary>A turn changed after its end, or an open function event changed.</summary>
    Revised,
}
