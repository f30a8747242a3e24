namespace ConvLog.Storage;

/// <summary>The result of verifying the access log's hash chain. Contains no names.</summary>
public sealed record AccessVerification
{
    /// <summary>When the verification ended, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the chain is intact from its beginning to its head, and contains the noted head if one was compared.</summary>
    public bool IsWhole => FirstBroken is null;

    /// <summary>The number of reads that were verified: all of them, or those before the break.</summary>
    public required long Verified { get; init; }

    /// <summary>The number of the first read that is missing, was changed or was added; null if the chain is intact.</summary>
    public long? FirstBroken { get; init; }

    /// <summary>The fault that was found; null if the chain is intact.</summary>
    public string? Reason { get; init; }

    /// <summary>The last expired read, of which only the number and the hash are kept: the chain begins after it. Null if it is missing.</summary>
    public AccessChainHead? Beginning { get; init; }

    /// <summary>The last read that was written, according to the store: to be saved elsewhere. Null if it is missing.</summary>
    public AccessChainHead? Head { get; init; }

    /// <summary>
    /// Whether the chain contains the noted head; null if none was given, or if its read has expired, so that it cannot be compared.
    /// </summary>
    public bool? HasNotedHead { get; init; }
}
