namespace ConvLog.Storage;

/// <summary>The number of calls of a function that have an argument with this key. Values are not read.</summary>
public sealed record ArgumentKeyCount
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>Calls with it that are problems.</summary>
    public required long Problems { get; init; }

    /// <summary>Calls with it that completed.</summary>
    public required long Completed { get; init; }
}
