namespace ConvLog.Storage;

/// <summary>The calls made in conversations of one agent or variant.</summary>
public sealed record CallSlice
{
    /// <summary>The agent or variant; null for conversations without one.</summary>
    public required string? Value { get; init; }

    /// <summary>These calls.</summary>
    public required CallFigures Figures { get; init; }
}
