namespace ConvLog.Functions;

/// <summary>What happened to a turn or a function event when a snapshot of it was taken.</summary>
internal enum SnapshotMoment
{
    Began,
    Ended,

    /// <summary>A turn changed after its end, or an open function event changed.</summary>
    Revised,
}
