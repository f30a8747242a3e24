namespace ConvLog.Storage;

/// <summary>What became of the approvals of a function's calls. A turn that waits for one has no call yet, and is not counted.</summary>
public sealed record ApprovalStatistics
{
    /// <summary>Approvals that were asked for and not decided.</summary>
    public required long Requested { get; init; }

    /// <summary>Those that were granted.</summary>
    public required long Granted { get; init; }

    /// <summary>Those that were declined.</summary>
    public required long Declined { get; init; }

    /// <summary>How long the decisions took, of those where that is known.</summary>
    public required DurationStatistics Waited { get; init; }
}
