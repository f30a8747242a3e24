namespace ConvLog.Storage;

/// <summary>The data that a retention run would delete now. Includes debug conversations.</summary>
public sealed record RetentionPreview
{
    /// <summary>The times before which data has expired.</summary>
    public required RetentionCut Cut { get; init; }

    /// <summary>The number of all conversations.</summary>
    public long TotalConversations { get; init; }

    /// <summary>The number of conversations that would be deleted.</summary>
    public long Conversations { get; init; }

    /// <summary>The number of entries of these conversations, without entries that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>The number of further conversations whose personal data, if any, would be deleted while the rest is kept.</summary>
    public long PersonalData { get; init; }

    /// <summary>The number of conversations that have expired in either way and are kept unchanged by a legal hold. No other count of expired data includes
    /// them.</summary>
    public long KeptHeld { get; init; }

    /// <summary>The number of expired conversations that are kept because of an improved answer.</summary>
    public long KeptAnnotated { get; init; }

    /// <summary>The number of access log records that would be deleted.</summary>
    public long Accesses { get; init; }

    /// <summary>The share of all conversations that would be deleted or lose their personal data, 0 to 1.</summary>
    public double Share => TotalConversations == 0 ? 0 : (double)(Conversations + PersonalData) / TotalConversations;
}
