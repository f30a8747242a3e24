using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// The values that conversations of a list have, with the number of conversations for each: the most frequent first, then by their bytes in UTF-8, at most 50
/// per facet. They contain no personal data.
/// </summary>
public sealed record ConversationFacets
{
    /// <summary>The number of conversations that were counted: the newest of the list.</summary>
    public required int Counted { get; init; }

    /// <summary>
    /// Whether all conversations of the list were counted, including everything written before the request (<see cref="StoredPage.IsComplete"/>).
    /// </summary>
    public required bool IsComplete { get; init; }

    /// <summary>The agents.</summary>
    public IReadOnlyList<FacetCount> Agents { get; init; } = [];

    /// <summary>The channels. Conversations without a channel are not counted.</summary>
    public IReadOnlyList<FacetCount> Channels { get; init; } = [];

    /// <summary>The variants. Conversations without a variant are not counted.</summary>
    public IReadOnlyList<FacetCount> Variants { get; init; } = [];

    /// <summary>The functions that were called.</summary>
    public IReadOnlyList<FacetCount> Functions { get; init; } = [];

    /// <summary>The labels of conversations and their turns.</summary>
    public IReadOnlyList<FacetCount> Labels { get; init; } = [];

    /// <summary>The colleagues to whom conversations are assigned. Unassigned conversations are not counted.</summary>
    public IReadOnlyList<FacetCount> Assignees { get; init; } = [];

    /// <summary>
    /// The kinds of problems that the reader may see, with the number of conversations that have them; kinds without conversations are left out.
    /// </summary>
    public IReadOnlyDictionary<ProblemKinds, long> Problems { get; init; } = new Dictionary<ProblemKinds, long>();

    /// <summary>The number of conversations that have a turn with thumbs up.</summary>
    public long Liked { get; init; }

    /// <summary>The number of conversations that have a turn with thumbs down.</summary>
    public long Disliked { get; init; }

    /// <summary>The start of each counted conversation, the latest first; empty if the store does not support it.</summary>
    public IReadOnlyList<FacetStart> Starts { get; init; } = [];
}
