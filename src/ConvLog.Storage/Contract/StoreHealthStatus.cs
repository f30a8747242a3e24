namespace ConvLog.Storage;

/// <summary>The status of a store or of one of its parts, the best first.</summary>
public enum StoreHealthStatus
{
    /// <summary>It works.</summary>
    Healthy,

    /// <summary>It works in part, or lags behind; nothing has been lost so far.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
