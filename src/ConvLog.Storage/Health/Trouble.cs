namespace ConvLog.Storage.Health;

/// <summary>A current problem.</summary>
/// <param name="Status">The severity.</param>
/// <param name="Message">The problem and how to fix it, without personal data.</param>
/// <param name="Since">When it began; null if unknown.</param>
internal sealed record Trouble(StoreHealthStatus Status, string Message, DateTimeOffset? Since)
{
    /// <summary>Whether it affects the whole database, such as a lock, a full disk or a lost server: then any successful call shows that it is over.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether a table or column was missing: it is over when they exist.</summary>
    public bool IsSchemaMismatch { get; init; }

    /// <summary>Whether a commit was not confirmed by a standby: it is over when a later commit confirms it.</summary>
    public bool IsUnconfirmed { get; init; }
}
