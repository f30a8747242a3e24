namespace ConvLog.Storage;

/// <summary>Detailed statistics of the calls of one function, endpoint or model. They contain no personal data.</summary>
public sealed record CallDetails
{
    /// <summary>The figures and series; of a model, for all providers unless the query names one.</summary>
    public required CallTargetStatistics Target { get; init; }

    /// <summary>By the agent of the conversation: at most 20, those with the most calls first, then by name.</summary>
    public required IReadOnlyList<CallSlice> Agents { get; init; }

    /// <summary>By the variant of the conversation: at most 20, those with the most calls first, then by name.</summary>
    public required IReadOnlyList<CallSlice> Variants { get; init; }

    /// <summary>By the channel of the conversation: at most 20, those with the most calls first, then by name.</summary>
    public required IReadOnlyList<CallSlice> Channels { get; init; }

    /// <summary>
    /// Messages of a function's log entries: at most 50, errors before warnings before information, each the most frequent first, then in ordinal order.
    /// Empty for other kinds.
    /// </summary>
    public required IReadOnlyList<CallMessage> Messages { get; init; }

    /// <summary>
    /// If the examined conversations have more than 20,000 entries: the start of the oldest conversation whose entries were counted, in UTC; otherwise null.
    /// </summary>
    public DateTimeOffset? MessagesSince { get; init; }

    /// <summary>The types of exceptions: at most 20, the most frequent first, then by name. Empty for endpoints.</summary>
    public required IReadOnlyList<CallValueCount> ErrorTypes { get; init; }

    /// <summary>
    /// The statuses of API responses, a function's own or the endpoint's: at most 20, the most frequent first, then by code. Personal responses are excluded.
    /// Empty for models.
    /// </summary>
    public required IReadOnlyList<CallValueCount> Statuses { get; init; }

    /// <summary>The approvals of a function's calls: all counts are 0 for other kinds.</summary>
    public required ApprovalStatistics Approvals { get; init; }

    /// <summary>
    /// The argument keys of a function: at most 30, those most overrepresented in problem calls compared with completed calls first, then by key. Empty for
    /// other kinds.
    /// </summary>
    public required IReadOnlyList<ArgumentKeyCount> ArgumentKeys { get; init; }

    /// <summary>The 10 slowest calls, the slowest first.</summary>
    public required IReadOnlyList<CallReference> Slowest { get; init; }

    /// <summary>The 20 latest calls that are problems, the latest first.</summary>
    public required IReadOnlyList<CallReference> LatestProblems { get; init; }

    /// <summary>
    /// Since when the calls have changed within the period: at most one change of durations and one of problems, those for the worse first. Empty if chance
    /// explains the differences.
    /// </summary>
    public required IReadOnlyList<CallShift> Shifts { get; init; }

    /// <inheritdoc cref="CallStatistics.Since"/>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the statistics include everything written before the request, see <see cref="StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
