using static System.FormattableString;

namespace ConvLog.Storage.Text;

/// <summary>What <see cref="SearchQuery.Text"/> asks for: terms that must all be in one document.</summary>
internal sealed class SearchTerms
{
    private const int LongestText = 256;
    private const int MostTerms = 16;

    // More narrow a search down little further, and each costs a walk through its list.
    private const int MostWords = 8;

    private SearchTerms(IReadOnlyList<SearchTerm> terms)
    {
        Terms = terms;
        Words = WordsOf(terms);
    }

    /// <summary>The terms, in the order they were given. All of them must be found, each in any part of a document.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>What every document has in which they are: not all of it, but enough for an index to find those. Never empty.</summary>
    public IReadOnlyList<IndexWord> Words { get; }

    /// <summary>Reads a search text.</summary>
    /// <param name="text">Words separated by white space, and phrases in quotation marks; an asterisk at the end of one says nothing, as longer words that
    /// begin so are found anyway.</param>
    /// <exception cref="ArgumentException">There is nothing in it that can be searched for, or too much. The message does not repeat the text, which may be
    /// personal.</exception>
    public static SearchTerms Parse(string text)
        => ProblemOf(text, out var terms) is { } problem ? throw new ArgumentException(problem, nameof(text)) : new SearchTerms(terms);

    /// <summary>Says why a text cannot be searched for, without repeating it; null where it can be.</summary>
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

        // Longer words are in fewer documents. What begins with one letter is in nearly all.
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
