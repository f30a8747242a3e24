namespace ConvLog.Storage;

/// <summary>Statistics of the calls of one model of one provider.</summary>
public sealed record ModelStatistics
{
    /// <summary>The model's name as its provider writes it.</summary>
    public required string Model { get; init; }

    /// <summary>The provider; null if unknown, as for turns that have only a usage.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The number of model calls that began in the period, with any outcome. A turn with a usage and without model calls counts as one call at its start.
    /// </summary>
    public required long Calls { get; init; }

    /// <summary>The number of these that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>The share of calls that failed, 0 to 1; 0 without calls.</summary>
    public double ErrorRate => Calls == 0 ? 0 : (double)Failed / Calls;

    /// <summary>The usage of these calls.</summary>
    public required UsageStatistics Usage { get; init; }

    /// <summary>The durations of those that have one.</summary>
    public required DurationStatistics Duration { get; init; }

    /// <summary>The times to the first token of those that have one.</summary>
    public required DurationStatistics TimeToFirstToken { get; init; }

    /// <summary>The same calls by the variant of their conversation, the most calls first, then by name.</summary>
    public IReadOnlyList<ModelVariant> Variants { get; init; } = [];
}
