namespace ConvLog.StoreContract;

/// <summary>Counts the work of one store, independently of the machine's load.</summary>
public interface IWorkMeter : IDisposable
{
    /// <summary>The work so far, in the engine's own units.</summary>
    long Work { get; }

    /// <summary>The maximum work of the store's background tasks, and less than one unit per hundredth hidden entry.</summary>
    long Noise { get; }

    /// <summary>Called after all writes, before the first query.</summary>
    Task BeginAsync();
}
