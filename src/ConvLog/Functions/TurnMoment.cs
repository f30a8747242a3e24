namespace ConvLog.Functions;

/// <summary>What happened to a turn when a snapshot of it was taken.</summary>
internal enum TurnMoment
{
    Began,
    Ended,

    /// <summary>It changed after its end.</summary>
    Revised,
}
