namespace ConvLog.Storage;

/// <summary>Whether the access log is still what was written, by its hash chain. Holds names of nobody.</summary>
public sealed record AccessVerification
{
    /// <summary>When the verification ended, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the chain holds from its beginning to its head, and, where a noted head was compared, goes through it.</summary>
    public bool IsWhole => FirstBroken is null;

    /// <summary>How many reads follow from those before them: all there are, or those before the break.</summary>
    public required long Verified { get; init; }

    /// <summary>The number of the first read that is missing, was changed or was added; null where the chain holds.</summary>
    public long? FirstBroken { get; init; }

    /// <summary>The fault that was found; null where the chain is intact.</summary>
    public string? Reason { get; init; }

    /// <summary>The last read that expired, of which only number and hash are kept: the chain begins behind it. Null where it is missing.</summary>
    public AccessChainHead? Beginning { get; init; }

    /// <summary>The last read that was written, as the store has it: to be noted elsewhere. Null where it is missing.</summary>
    public AccessChainHead? Head { get; init; }

    /// <summary>Whether the chain goes through the noted head; null where none was given, or its read has expired, so that it cannot be compared.</summary>
    public bool? HasNotedHead { get; init; }
}
