namespace ConvLog.StoreContract;

/// <summary>Counts what one store does, whatever else the machine does.</summary>
public interface IWorkMeter : IDisposable
{
    /// <summary>How much was done so far, in the engine's own units.</summary>
    long Work { get; }
}
