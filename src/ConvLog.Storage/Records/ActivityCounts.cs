namespace ConvLog.Records;

/// <summary>
/// The number of entries of a conversation and the time of its last activity. It is stored twice, with and without personal entries, because a
/// count must not reveal what is hidden.
/// </summary>
public sealed record ActivityCounts
{
    /// <summary>The number of entries of any level.</summary>
    public required int Entries { get; init; }

    /// <summary>The number of warnings.</summary>
    public required int Warnings { get; init; }

    /// <summary>The number of errors.</summary>
    public required int Errors { get; init; }

    /// <summary>The number of API responses that are problems.</summary>
    public int FailedApiResponses { get; init; }

    /// <summary>The number of function calls of which entries were dropped or truncated.</summary>
    public int Losses { get; init; }

    /// <summary>The time of the last activity, in UTC.</summary>
    public required DateTimeOffset LastActivityAt { get; init; }
}
