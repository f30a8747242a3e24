namespace ConvLog.Storage;

/// <summary>How a store is.</summary>
/// <param name="Parts">Its parts, each with a name of its own.</param>
public sealed record StoreHealth(IReadOnlyList<HealthPart> Parts)
{
    /// <summary>The worst of its parts.</summary>
    public StoreHealthStatus Status => Parts.Count == 0 ? StoreHealthStatus.Healthy : Parts.Max(static part => part.Status);
}
