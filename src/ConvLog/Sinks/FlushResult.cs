namespace ConvLog;

/// <summary>What became of everything a sink took in since it was made: taken in = stored + dropped + pending.</summary>
/// <param name="Stored">What is safely kept.</param>
/// <param name="Dropped">What was given up, by a full queue or an error that repeating does not mend; of a conversation also what its limits dropped.</param>
/// <param name="Pending">What is still on its way.</param>
public readonly record struct FlushResult(long Stored, long Dropped, long Pending)
{
    /// <summary>The result of a sink that keeps no count.</summary>
    public static FlushResult Nothing => default;

    /// <summary>Whether nothing is pending and nothing was dropped.</summary>
    public bool IsComplete => Dropped == 0 && Pending == 0;

    internal FlushResult Plus(FlushResult other) => new(Stored + other.Stored, Dropped + other.Dropped, Pending + other.Pending);
}
