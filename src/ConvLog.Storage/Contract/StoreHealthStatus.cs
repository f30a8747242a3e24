namespace ConvLog.Storage;

/// <summary>The status of a store or of one of its parts, the best first.</summary>
public enum StoreHealthStatus
{
    /// <summary>The part works.</summary>
    Healthy,

    /// <summary>The part works with restrictions or delays; no data has been lost.</summary>
    Degraded,

    /// <summary>The part does not work.</summary>
    Unhealthy,
}
