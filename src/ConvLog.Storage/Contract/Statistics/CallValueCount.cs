namespace ConvLog.Storage;

/// <summary>How often an error type or a status occurred in calls.</summary>
public sealed record CallValueCount
{
    /// <summary>The full name of the exception's type, or the HTTP status code, <c>0</c> without a response.</summary>
    public required string Value { get; init; }

    /// <summary>How often it occurred.</summary>
    public required long Count { get; init; }

    /// <summary>The number of conversations in which it did.</summary>
    public required long Conversations { get; init; }

    /// <summary>When the first of these calls started, in UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When the latest one started, in UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }
}
