namespace ConvLog.Storage;

/// <summary>How far a copy of a store is, and what came of it.</summary>
public sealed record CopyReport
{
    /// <summary>How many conversations were copied or found copied.</summary>
    public long Conversations { get; init; }

    /// <summary>How many of them were there already, as an earlier copy was interrupted.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>How many records were written.</summary>
    public long Records { get; init; }

    /// <summary>How many legal holds are there.</summary>
    public long Holds { get; init; }

    /// <summary>How many erased conversations cannot be written to in the copy either.</summary>
    public long Erased { get; init; }

    /// <summary>How many reads were written to the access log.</summary>
    public long Accesses { get; init; }

    /// <summary>How many runs of retention were kept.</summary>
    public long RetentionRuns { get; init; }

    /// <summary>How many documents of the team were read back from both stores and were the same.</summary>
    public long Documents { get; init; }

    /// <summary>How many of them are missing in the copy, or others: it is not an <see cref="ITeamDocumentStore"/>, or was written to.</summary>
    public long DifferentDocuments { get; init; }

    /// <summary>How many conversations were read back from both stores and had the same checksum.</summary>
    public long Verified { get; init; }

    /// <summary>How many were read back and had not.</summary>
    public long Different { get; init; }

    /// <summary>The ids of the first hundred of those.</summary>
    public IReadOnlyList<string> DifferentConversations { get; init; } = [];

    /// <summary>Whether it came to its end.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether everything was copied, every checksum is the same, and every document of the team is.</summary>
    public bool IsComplete => IsFinished && Different == 0 && DifferentDocuments == 0 && Verified == Conversations;
}
