using ConvLog.Records;

namespace ConvLog.Storage.Contract.Facets;

/// <summary>Counts the values of conversations in the same way for every store.</summary>
internal sealed class FacetCounter
{
    // A page shows fewer; a list of all functions needs a separate read.
    private const int MostValues = 50;

    private static readonly ProblemKinds[] s_kinds =
        [ProblemKinds.Turn, ProblemKinds.Function, ProblemKinds.Model, ProblemKinds.Api, ProblemKinds.Entry, ProblemKinds.Loss];

    private readonly Dictionary<string, long> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _variants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _assignees = new(StringComparer.Ordinal);
    private readonly Dictionary<ProblemKinds, long> _problems = [];
    private readonly List<FacetStart> _starts = [];
    private long _liked;
    private long _disliked;

    /// <summary>Counts a conversation.</summary>
    /// <param name="started">When it started.</param>
    /// <param name="agent">Its agent.</param>
    /// <param name="channel">Its channel; null for none.</param>
    /// <param name="variant">Its variant; null for none.</param>
    /// <param name="problems">The problems that the reader may see.</param>
    /// <param name="isLiked">Whether a turn has thumbs up.</param>
    /// <param name="isDisliked">Whether a turn has thumbs down.</param>
    public void Add(DateTimeOffset started, string agent, string? channel, string? variant, ProblemKinds problems, bool isLiked, bool isDisliked)
    {
        _starts.Add(new FacetStart { StartedAt = started, HasProblem = problems != ProblemKinds.None });
        _liked += isLiked ? 1 : 0;
        _disliked += isDisliked ? 1 : 0;
        Add(_agents, agent, 1);
        Add(_channels, channel, 1);
        Add(_variants, variant, 1);
        foreach (var kind in s_kinds.Where(kind => problems.HasFlag(kind)))
        {
            _problems[kind] = _problems.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>Counts conversations with calls of a function.</summary>
    public void AddFunction(string name, long conversations) => Add(_functions, name, conversations);

    /// <summary>Counts conversations with a label.</summary>
    public void AddLabel(string label, long conversations) => Add(_labels, label, conversations);

    /// <summary>Counts conversations that are assigned to a colleague.</summary>
    public void AddAssignee(string name, long conversations) => Add(_assignees, name, conversations);

    /// <summary>The facets of the counted conversations.</summary>
    /// <param name="isComplete">Whether the whole list was counted.</param>
    public ConversationFacets Result(bool isComplete) => new()
    {
        Counted = _starts.Count,

        // Sorted by time: the order of the rows could reveal hidden rows between them.
        Starts = [.. _starts.OrderByDescending(static start => start.StartedAt).ThenBy(static start => start.HasProblem)],
        IsComplete = isComplete,
        Agents = Most(_agents),
        Channels = Most(_channels),
        Variants = Most(_variants),
        Functions = Most(_functions),
        Labels = Most(_labels),
        Assignees = Most(_assignees),
        Problems = _problems,
        Liked = _liked,
        Disliked = _disliked,
    };

    private static void Add(Dictionary<string, long> facet, string? value, long conversations)
    {
        if (value is not null)
        {
            facet[value] = facet.GetValueOrDefault(value) + conversations;
        }
    }

    private static List<FacetCount> Most(Dictionary<string, long> facet) =>
    [
        .. facet.Select(static value => new FacetCount { Value = value.Key, Conversations = value.Value })
            .OrderByDescending(static value => value.Conversations)
            .ThenBy(static value => value.Value, Utf8Order.Instance)
            .Take(MostValues),
    ];
}
