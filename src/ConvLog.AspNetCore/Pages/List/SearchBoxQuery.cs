using System.Text;
using ConvLog.AspNetCore.Api.Groups;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The parsed text of the search box: filters as <c>word:value</c> or <c>-word:value</c>, with quotation marks around a value with spaces, and words and
/// phrases to search for. Anything that is not a filter is text, and so is a filter within quotation marks.
/// </summary>
/// <param name="Text">The words to search for; null for none.</param>
/// <param name="Filters">The parameters of the filters, in the order in which they were typed.</param>
internal sealed record SearchBoxQuery(string? Text, IReadOnlyList<(string Name, string Value)> Filters)
{
    // A class of statuses, such as 4xx, needs no word.
    private const string Status = "status";

    /// <summary>The box that a form of the page sent; null if the request has none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="page">The page.</param>
    public static SearchBoxQuery? Sent(HttpRequest request, ConsolePage page)
        => request.Query.TryGetValue(ShortAddress.Box, out var typed) ? Read(string.Join(' ', typed.AsEnumerable()), page.Zone, page.Now) : null;

    /// <summary>Parses the text of the box.</summary>
    /// <param name="typed">The text.</param>
    /// <param name="zone">The viewer's time zone, in which days begin.</param>
    /// <param name="now">The current time.</param>
    public static SearchBoxQuery Read(string typed, TimeZoneInfo zone, DateTimeOffset now)
    {
        List<string> words = [];
        List<(string Name, string Value)> filters = [];
        foreach (string token in Tokens(typed))
        {
            if (FilterOf(token) is var (filter, value, isNegated))
            {
                filters.AddRange(filter.Range is { } range ? range.Read(value, zone, now) : [ParameterOf(filter, value, isNegated)]);
            }
            else
            {
                words.Add(token is ['"', .. var quoted, '"'] && !quoted.Any(char.IsWhiteSpace) && FilterOf(quoted) is not null ? quoted : token);
            }
        }

        return new SearchBoxQuery(words.Count == 0 ? null : string.Join(' ', words), filters);
    }

    /// <summary>The text for the box that is parsed as the given search text.</summary>
    public static string Typed(string text)
        => string.Join(' ', Tokens(text).Select(static token => FilterOf(token) is null ? token : $"\"{token}\""));

    /// <summary>The filter that a word is; null if it is text.</summary>
    public static SearchBoxFilter? FilterIn(string word) => FilterOf(word)?.Filter;

    /// <summary>The text for the box of a filter.</summary>
    public static string FilterOf(string word, string value) => value.Any(char.IsWhiteSpace) ? $"{word}:\"{value}\"" : $"{word}:{value}";

    // The filter of a token; null if the token is not a filter.
    private static (SearchBoxFilter Filter, string Value, bool IsNegated)? FilterOf(string token)
    {
        bool isNegated = token is ['-', _, ..];
        string filter = isNegated ? token[1..] : token;
        int colon = filter.IndexOf(':', StringComparison.Ordinal);
        if (filter is [>= '1' and <= '5', 'x', 'x'])
        {
            (filter, colon) = ($"{Status}:{filter}", Status.Length);
        }

        return colon > 0 && Unquoted(filter[(colon + 1)..]) is { Length: > 0 } value && !value.Contains('"', StringComparison.Ordinal)
            && SearchBoxFilters.Find(filter[..colon], value) is { } word && (!isNegated || CanNegate(word)) ? (word, value, isNegated) : null;
    }

    private static bool CanNegate(SearchBoxFilter filter)
        => filter.SetsNegated is not null || ConversationFilters.All.Any(known => string.Equals(known.Name, Negated(filter), StringComparison.Ordinal));

    private static (string Name, string Value) ParameterOf(SearchBoxFilter filter, string value, bool isNegated)
        => !isNegated ? (filter.Parameter, filter.Sets ?? value)
            : filter.SetsNegated is { } opposite ? (filter.Parameter, opposite) : (Negated(filter), filter.Sets ?? value);

    private static string Negated(SearchBoxFilter filter) => ConversationFilters.Not + filter.Parameter;

    private static string Unquoted(string value) => value is ['"', .. var quoted, '"'] ? quoted : value;

    // Splits at spaces, except within quotation marks. An unclosed quotation mark is an ordinary character.
    private static IEnumerable<string> Tokens(string typed)
    {
        var token = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < typed.Length; i++)
        {
            if (typed[i] == '"')
            {
                isQuoted = !isQuoted && typed.IndexOf('"', i + 1) > 0;
            }

            if (isQuoted || !char.IsWhiteSpace(typed[i]))
            {
                token.Append(typed[i]);
            }
            else if (token.Length > 0)
            {
                yield return token.ToString();
                token.Clear();
            }
        }

        if (token.Length > 0)
        {
            yield return token.ToString();
        }
    }
}
