namespace ConvLog.Storage;

/// <summary>What a run would do now. Debug conversations count as others do.</summary>
public sealed record RetentionPreview
{
    /// <summary>The times before which data has expired.</summary>
    public required RetentionCut Cut { get; init; }

    /// <summary>How many conversations there are.</summary>
    public long TotalConversations { get; init; }

    /// <summary>How many would go, whole.</summary>
    public long Conversations { get; init; }

    /// <summary>How many entries with them, those left out that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>How many more would lose their personal data, if they have any, and stay.</summary>
    public long PersonalData { get; init; }

    /// <summary>How many have expired by either clock and stay, whole and as they are, for a legal hold. Those count nowhere else here.</summary>
    public long KeptHeld { get; init; }

    /// <summary>How many have expired and stay, for an improved answer.</summary>
    public long KeptAnnotated { get; init; }

    /// <summary>How many reads would go from the access log.</summary>
    public long Accesses { get; init; }

    /// <summary>The part of all conversations that would go or lose their personal data, both together, 0 to 1.</summary>
    public double Share => TotalConversations == 0 ? 0 : (double)(Conversations + PersonalData) / TotalConversations;
}
