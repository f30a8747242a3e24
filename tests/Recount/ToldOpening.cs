namespace ConvLog.Tests.Recount;

/// <summary>An opening of a played conversation.</summary>
internal sealed record ToldOpening
{
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null where it was never closed, as by a process that was killed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? Channel { get; init; }

    public string? User { get; init; }

    public string? Variant { get; init; }

    public string? Language { get; init; }
}
