namespace ConvLog.Storage;

/// <summary>Conversations to which records were added.</summary>
public sealed record ArrivalPage
{
    /// <summary>The ids of the conversations. An empty list is not the end: continue with <see cref="Next"/>.</summary>
    public required IReadOnlyList<string> Conversations { get; init; }

    /// <summary>The cursor to continue with. It is valid for one hour, and only in this store.</summary>
    public required string Next { get; init; }

    /// <summary>
    /// Whether the cursor of the request is too old or belongs to another store, so that arrivals may be missing from this and earlier pages.
    /// Reload the conversations that you follow, then continue with <see cref="Next"/>. Default false.
    /// </summary>
    public bool IsGap { get; init; }
}
