namespace ConvLog.Tests.Recount;

/// <summary>An opening of a played conversation.</summary>
internal sealed record ExpectedOpening
{
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The time it was closed; null if never, as in a killed process.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? Channel { get; init; }

    public string? User { get; init; }

    public string? Variant { get; init; }

    public string? Language { get; init; }
}
