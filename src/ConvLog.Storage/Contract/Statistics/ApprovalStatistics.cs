namespace ConvLog.Storage;

/// <summary>The approvals of a function's calls, by state. A turn that waits for an approval has no call yet, and is not counted.</summary>
public sealed record ApprovalStatistics
{
    /// <summary>The number of approvals that were requested and are not decided.</summary>
    public required long Requested { get; init; }

    /// <summary>The number of approvals that were granted.</summary>
    public required long Granted { get; init; }

    /// <summary>The number of approvals that were declined.</summary>
    public required long Declined { get; init; }

    /// <summary>The time until the decision, for approvals where it is known.</summary>
    public required DurationStatistics Waited { get; init; }
}
