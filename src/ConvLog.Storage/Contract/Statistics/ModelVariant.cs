namespace ConvLog.Storage;

/// <summary>The calls of a model in the conversations of one variant.</summary>
public sealed record ModelVariant
{
    /// <summary>The variant; null for the conversations without one.</summary>
    public string? Variant { get; init; }

    /// <summary>The number of calls, as in <see cref="ModelStatistics.Calls"/>.</summary>
    public required long Calls { get; init; }

    /// <summary>The number of these that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>The usage of these calls.</summary>
    public required UsageStatistics Usage { get; init; }
}
