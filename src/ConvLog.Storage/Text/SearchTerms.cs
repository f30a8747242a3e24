using static System.FormattableString;

namespace ConvLog.Storage.Text;

/// <summary>What <see cref="SearchQuery.Text"/> asks for: terms that must all be in one document.</summary>
internal sealed class SearchTerms
{
    private const int LongestText = 256;
    private const int MostTerms = 16;

    private SearchTerms(IReadOnlyList<SearchTerm> terms)
    {
        Terms = terms;
        Grams = SearchGrams.Of(terms);
    }

    /// <summary>The terms, in the order they were given. All of them must be found, each in any part of a document.</summary>
    public IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>The grams (<see cref="SearchGrams"/>) that every document has in which they are. Never empty.</summary>
    public IReadOnlyList<uint> Grams { get; }

    /// <summary>Reads a search text.</summary>
    /// <param name="text">Terms separated by white space; an asterisk at the end of one says nothing, as every term finds the beginnings of words too.</param>
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

        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostTerms)
        {
            return Invariant($"The search text has {words.Length} words, and at most {MostTerms} are searched for. Leave out what is not needed.");
        }

        for (int i = 0; i < words.Length; i++)
        {
            // The form of one character can be several, with spaces between: those inside are part of the term.
            string normalized = SearchText.Normalize(words[i]).Trim();
            var term = new SearchTerm(normalized.TrimEnd('*').Trim());
            if (term.IsWholeWord && normalized.EndsWith('*'))
            {
                return Invariant(
                    $"Word {i + 1} of the search text has fewer than {SearchGrams.Length} letters or digits. Give more, or leave out the asterisk.");
            }

            if (term.Text.Length > 0)
            {
                terms.Add(term);
            }
        }

        return terms.Exists(static term => term.IsIndexed)
            ? null
            : Invariant(
                $"Nothing to search for. Give a whole word, {SearchGrams.Length} letters or digits in a row, or a Chinese, Japanese or Korean character.");
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
