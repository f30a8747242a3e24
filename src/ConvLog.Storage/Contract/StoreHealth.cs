namespace ConvLog.Storage;

/// <summary>The health of a store.</summary>
public sealed record StoreHealth
{
    /// <summary>The health of a store with the given parts.</summary>
    /// <param name="parts">The parts, each with a unique name.</param>
    public StoreHealth(IReadOnlyList<HealthPart> parts) => Parts = parts;

    /// <summary>The parts of the store, each with a unique name.</summary>
    public IReadOnlyList<HealthPart> Parts { get; init; }

    /// <summary>The worst status of the parts.</summary>
    public StoreHealthStatus Status => Parts.Count == 0 ? StoreHealthStatus.Healthy : Parts.Max(static part => part.Status);
}
