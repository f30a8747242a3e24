using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <summary>A text search: the words to find, and the filters.</summary>
public sealed record SearchQuery
{
    /// <summary>
    /// Words, separated by spaces, and phrases in quotation marks: all must occur in the same turn or the same entry (its message and field values). Case,
    /// accents and vowel marks are ignored. A word matches at the beginning of words, including longer ones, but not in the middle of a word; text joined by
    /// punctuation, such as <c>20:30</c> or <c>AB-12</c>, matches as written. Chinese, Japanese, Korean and Thai need no spaces, and a single character is
    /// enough.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The conversations that may be read; default all. <see cref="ConversationReader"/> sets the scope of its reader.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The environment of the agent. Null excludes debug conversations.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>One conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Said or logged at or after this time. If null, <see cref="ConversationReader"/> sets it to seven days ago.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Said or logged before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Whether only entries are searched, not utterances; default false. <see cref="ConversationReader"/> sets it where utterances are personal.
    /// </summary>
    public bool EntriesOnly { get; init; }

    /// <summary>The maximum number of hits, 1 to 1,000; default 50. If more hits than that have the same time, all of them are returned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(SearchQuery), value, 1, 1_000); } = 50;

    /// <summary>
    /// Explains why stores would reject a search text; null if it is valid. The message does not repeat the text, which may be personal.
    /// </summary>
    /// <param name="text">The text, in the format of <see cref="Text"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string? ProblemOf(string text) => SearchTerms.ProblemOf(text);

    /// <summary>
    /// Finds the searched words in a text, in the same way as <see cref="SearchHit.Highlights"/> in a snippet: the start and the length of each match in UTF-16
    /// code units, in order and without overlaps. At most 1,000 matches are returned.
    /// </summary>
    /// <param name="words">The words, in the format of <see cref="Text"/>.</param>
    /// <param name="text">The text to search, as its reader sees it.</param>
    /// <exception cref="ArgumentException">The words are not a valid search text, see <see cref="ProblemOf"/>.</exception>
    public static IReadOnlyList<(int Start, int Length)> FindHighlights(string words, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SearchExcerpt.HighlightsIn(text, SearchTerms.Parse(words));
    }
}
