namespace ConvLog.Storage;

/// <summary>The progress and result of a copy of a store.</summary>
public sealed record CopyReport
{
    /// <summary>The number of conversations that were copied, or had already been.</summary>
    public long Conversations { get; init; }

    /// <summary>The number of those that an earlier, interrupted copy had written.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>The number of records written.</summary>
    public long Records { get; init; }

    /// <summary>The number of legal holds.</summary>
    public long Holds { get; init; }

    /// <summary>The number of erased conversations, which the copy blocks as well.</summary>
    public long Erased { get; init; }

    /// <summary>The number of accesses written to the access log.</summary>
    public long Accesses { get; init; }

    /// <summary>The number of retention runs copied.</summary>
    public long RetentionRuns { get; init; }

    /// <summary>The number of documents of the team that were read back from both stores and are equal.</summary>
    public long Documents { get; init; }

    /// <summary>The number of documents that are missing in the copy or differ: it is not an <see cref="ITeamDocumentStore"/>, or was changed.</summary>
    public long DifferentDocuments { get; init; }

    /// <summary>The number of conversations that were read back from both stores with the same checksum.</summary>
    public long Verified { get; init; }

    /// <summary>The number of conversations with a different checksum.</summary>
    public long Different { get; init; }

    /// <summary>The ids of the first hundred of these conversations.</summary>
    public IReadOnlyList<string> DifferentConversations { get; init; } = [];

    /// <summary>Whether the copy ran to its end.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether everything was copied, and all checksums and all documents of the team are equal.</summary>
    public bool IsComplete => IsFinished && Different == 0 && DifferentDocuments == 0 && Verified == Conversations;
}
