namespace ConvLog.Storage;

/// <summary>How something is, best first.</summary>
public enum HealthStatus
{
    /// <summary>It works.</summary>
    Healthy,

    /// <summary>It works in part, or is behind; nothing is lost so far.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
