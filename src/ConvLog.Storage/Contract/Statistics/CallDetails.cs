namespace ConvLog.Storage;

/// <summary>All about the calls of one function, endpoint or model. It contains no personal data.</summary>
public sealed record CallDetails
{
    /// <summary>Its figures and series; of a model without a provider in the query, those of all providers.</summary>
    public required CallTargetStatistics Target { get; init; }

    /// <summary>By the agent of the conversation: at most 20, those with the most calls first, then by name.</summary>
    public required IReadOnlyList<CallSlice> Agents { get; init; }

    /// <summary>By the variant of the conversation: at most 20, those with the most calls first, then by name.</summary>
    public required IReadOnlyList<CallSlice> Variants { get; init; }

    /// <summary>
    /// Messages of a function's log entries: at most 50, errors before warnings before information, each the most frequent first, then in ordinal order.
    /// Empty for other kinds.
    /// </summary>
    public required IReadOnlyList<CallMessage> Messages { get; init; }

    /// <summary>
    /// Where the examined conversations have more than 20,000 entries: the start of the oldest one whose entries were counted, in UTC. Null where all were.
    /// </summary>
    public DateTimeOffset? MessagesSince { get; init; }

    /// <summary>The types of exceptions: at most 20, the most frequent first, then by name. Empty for endpoints.</summary>
    public required IReadOnlyList<CallValueCount> ErrorTypes { get; init; }

    /// <summary>
    /// The statuses of API responses, a function's own or the endpoint's: at most 20, the most frequent first, then by code. Personal responses are excluded.
    /// Empty for models.
    /// </summary>
    public required IReadOnlyList<CallValueCount> Statuses { get; init; }

    /// <summary>The approvals of a function's calls: none of other kinds.</summary>
    public required ApprovalStatistics Approvals { get; init; }

    /// <summary>
    /// Keys of a function's arguments: at most 30, first those that problems have most often compared with completed calls, then by key. Empty for other
    /// kinds.
    /// </summary>
    public required IReadOnlyList<ArgumentKeyCount> ArgumentKeys { get; init; }

    /// <summary>The 10 calls that took longest, the longest first.</summary>
    public required IReadOnlyList<CallReference> Slowest { get; init; }

    /// <summary>The 20 latest calls that are problems, the latest first.</summary>
    public required IReadOnlyList<CallReference> LatestProblems { get; init; }

    /// <inheritdoc cref="CallStatistics.Since"/>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it counts all that was written before it was asked for, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
