namespace ConvLog.Storage;

/// <summary>How many calls of a function have an argument. Values are not read.</summary>
public sealed record ArgumentKeyCount
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Calls with it that are problems.</summary>
    public required long Problems { get; init; }

    /// <summary>Calls with it that completed.</summary>
    public required long Completed { get; init; }
}
