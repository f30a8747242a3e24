namespace ConvLog.Records;

/// <summary>An API response as one reader may see it.</summary>
public sealed record ApiResponseView
{
    internal ApiResponseView()
    {
    }

    /// <summary>The response's random id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL, without its query for a reader without the permission.</summary>
    public required VisibleText Url { get; init; }

    /// <summary>The HTTP status code; 0 where there was no response.</summary>
    public required int StatusCode { get; init; }

    /// <summary>How long the call took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The body of a response outside 200 to 299; null where there was none.</summary>
    public VisibleText? ErrorBody { get; init; }

    /// <summary>Fields given with the call.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Whether only readers with the permission get it.</summary>
    public bool IsPii { get; init; }

    /// <summary>When it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Its place among the entries and API responses of its scope that this reader sees, from 0.</summary>
    public int Order { get; init; }

    /// <summary>Whether the status is outside 200 to 299.</summary>
    public bool IsError => StatusCode is < 200 or > 299;
}
