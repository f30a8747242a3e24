namespace ConvLog.Storage;

/// <summary>What can change about calls.</summary>
public enum CallMeasure
{
    /// <summary>The share of calls that are problems.</summary>
    Problems,

    /// <summary>How long calls take.</summary>
    Duration,
}
