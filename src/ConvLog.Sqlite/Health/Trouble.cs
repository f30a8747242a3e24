using ConvLog.Storage;

namespace ConvLog.Sqlite.Health;

/// <summary>Something that went wrong and is not mended yet.</summary>
/// <param name="Status">How bad it is.</param>
/// <param name="Message">What it is and what to do. Nothing personal.</param>
/// <param name="Since">Since when; null where that is not known.</param>
internal sealed record Trouble(StoreHealthStatus Status, string Message, DateTimeOffset? Since)
{
    /// <summary>Whether it concerns the file as a whole, as a lock, a full disk or damage: then any call that works shows that it is over.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether a table or column was missing: it is over when they are there.</summary>
    public bool IsOfSchema { get; init; }
}
