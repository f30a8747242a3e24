using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <summary>What to search for, and where.</summary>
public sealed record SearchQuery
{
    /// <summary>
    /// Words, separated by spaces, and phrases in quotation marks: all must be in the same turn or the same entry (its message and field values). Case, accents
    /// and vowel marks do not matter. Each is found where a word begins, and longer words that begin so are found too, but not the middle of a word; what is
    /// joined by punctuation, such as <c>20:30</c> or <c>AB-12</c>, as it is written. Chinese, Japanese, Korean and Thai need no spaces and no more than one
    /// character.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Whose conversations; default all. <see cref="ConversationReader"/> sets what its reader may read.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>One conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Said or logged at or after this time. <see cref="ConversationReader"/> sets seven days before now where it is null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Said or logged before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Whether only entries are searched, and not what was said; default false. <see cref="ConversationReader"/> sets it where utterances are personal.
    /// </summary>
    public bool EntriesOnly { get; init; }

    /// <summary>At most so many hits, 1 to 1,000; default 50. If more hits than that have the same time, they are given together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(SearchQuery), value, 1, 1_000); } = 50;

    /// <summary>
    /// Says why a text cannot be searched for, where stores would throw; null where it can be. The message does not repeat the text, which may be personal.
    /// </summary>
    /// <param name="text">The text, as <see cref="Text"/> takes it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string? ProblemOf(string text) => SearchTerms.ProblemOf(text);

    /// <summary>
    /// Finds words that were searched for in a text, as <see cref="SearchHit.Highlights"/> has them in a snippet: where they start, in UTF-16 code units, and
    /// how long they are, in order and without overlaps. At most 1,000 are found.
    /// </summary>
    /// <param name="words">The words, as <see cref="Text"/> takes them.</param>
    /// <param name="text">Where they are looked for, as its reader is shown it.</param>
    /// <exception cref="ArgumentException">The words cannot be searched for, see <see cref="ProblemOf"/>.</exception>
    public static IReadOnlyList<(int Start, int Length)> FindHighlights(string words, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SearchExcerpt.HighlightsIn(text, SearchTerms.Parse(words));
    }
}
