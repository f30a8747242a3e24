namespace ConvLog.StoreContract;

/// <summary>Counts what one store does, whatever else the machine does.</summary>
public interface IWorkMeter : IDisposable
{
    /// <summary>How much was done so far, in the engine's own units.</summary>
    long Work { get; }

    /// <summary>What the store itself does meanwhile, at most, and what is less than a unit for every hundredth hidden entry.</summary>
    long Noise { get; }

    /// <summary>Called when all is written, before the first question.</summary>
    Task BeginAsync();
}
