using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// The values that conversations of a list have, with how many have each: the most frequent first, then byte by byte in order, at most 50 of each facet. They
/// contain no personal data.
/// </summary>
public sealed record ConversationFacets
{
    /// <summary>How many conversations were counted: the newest of the list.</summary>
    public required int Counted { get; init; }

    /// <summary>
    /// Whether those are all conversations of the list, and with all that was written before they were asked for (<see cref="StoredPage.IsComplete"/>).
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>The agents.</summary>
    public IReadOnlyList<FacetCount> Agents { get; init; } = [];

    /// <summary>The channels. Conversations without one are in none.</summary>
    public IReadOnlyList<FacetCount> Channels { get; init; } = [];

    /// <summary>The variants. Conversations without one are in none.</summary>
    public IReadOnlyList<FacetCount> Variants { get; init; } = [];

    /// <summary>The functions that were called.</summary>
    public IReadOnlyList<FacetCount> Functions { get; init; } = [];

    /// <summary>The labels of conversations and their turns.</summary>
    public IReadOnlyList<FacetCount> Labels { get; init; } = [];

    /// <summary>The colleagues to whom conversations are assigned. Conversations assigned to nobody are in none.</summary>
    public IReadOnlyList<FacetCount> Assignees { get; init; } = [];

    /// <summary>The kinds of problems that the reader can know of, with how many conversations have one; kinds that none has are left out.</summary>
    public IReadOnlyDictionary<ProblemKinds, long> Problems { get; init; } = new Dictionary<ProblemKinds, long>();

    /// <summary>How many conversations have a turn with thumbs up.</summary>
    public long Liked { get; init; }

    /// <summary>How many conversations have a turn with thumbs down.</summary>
    public long Disliked { get; init; }

    /// <summary>When each of the counted conversations started, the latest first; empty where a store does not say.</summary>
    public IReadOnlyList<FacetStart> Starts { get; init; } = [];
}
