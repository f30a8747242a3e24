using static System.FormattableString;

namespace ConvLog.Storage.Text;

/// <summary>The parsed <see cref="SearchQuery.Text"/>: terms that must all be in one document.</summary>
internal sealed class SearchTerms
{
    private const int LongestText = 256;
    private const int MostTerms = 16;

    // More words hardly narrow a search, and each requires a scan of its list.
    private const int MostWords = 8;

    private SearchTerms(IReadOnlyList<SearchTerm> terms)
    {
        Terms = terms;
        Words = WordsOf(terms);
    }

    /// <summary>The terms, in their original order. All of them must match, each in any part of a document.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>Words that every matching document has: a subset that is sufficient for an index lookup. Never empty.</summary>
    public IReadOnlyList<IndexWord> Words { get; }

    /// <summary>Parses a search text.</summary>
    /// <param name="text">Words separated by white space, and phrases in quotation marks; an asterisk at the end of one has no effect, because longer words
    /// match anyway.</param>
    /// <exception cref="ArgumentException">The text contains no searchable words, or too many. The message does not repeat the text, which may be
    /// personal.</exception>
    public static SearchTerms Parse(string text)
        => ProblemOf(text, out var terms) is { } problem ? throw new ArgumentException(problem, nameof(text)) : new SearchTerms(terms);

    /// <summary>Explains why a text cannot be searched for, without repeating it; null if it is valid.</summary>
    public static string? ProblemOf(string text) => ProblemOf(text, out _);

    private static string? ProblemOf(string text, out List<SearchTerm> terms)
    {
        ArgumentNullException.ThrowIfNull(text);
        terms = [];
        if (text.Length > LongestText)
        {
            return Invariant($"The search text is {text.Length} characters long, and at most {LongestText} are searched for. Leave out what is not needed.");
        }

        var typed = SearchTokens.Of(text);
        if (typed.Count > MostTerms)
        {
            return Invariant($"The search text has {typed.Count} words, and at most {MostTerms} are searched for. Leave out what is not needed.");
        }

        foreach (string token in typed)
        {
            if (SearchText.Normalize(token).Trim().TrimEnd('*').Trim() is { Length: > 0 } normalized)
            {
                terms.Add(new SearchTerm(normalized));
            }
        }

        return terms.Exists(static term => term.Words().Any())
            ? null
            : "Nothing to search for: the search text has no letter and no digit. Give a word, a number, or the beginning of one.";
    }

    private static IReadOnlyList<IndexWord> WordsOf(IReadOnlyList<SearchTerm> terms)
    {
        List<IndexWord> words = [.. terms.SelectMany(static term => term.Words()).Distinct()];

        // Longer words are in fewer documents. Nearly all documents have words that begin with a given letter.
        List<IndexWord> telling = [.. words.Where(static word => !word.IsBeginning || word.Text.Length > 1)];
        return [.. (telling.Count > 0 ? telling : words).OrderByDescending(static word => word.Text.Length).Take(MostWords)];
    }

    public bool AreAllIn(SearchDocument document)
    {
        foreach (var term in Terms)
        {
            if (!document.Has(term))
            {
                return false;
            }
        }

        return true;
    }
}
