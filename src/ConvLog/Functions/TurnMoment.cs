namespace ConvLog.Functions;

/// <summary>The event that a snapshot of a turn was taken for.</summary>
internal enum TurnMoment
{
    Began,
    Ended,

    /// <summary>The turn changed after its end.</summary>
    Revised,
}
