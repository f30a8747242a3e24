using System.Globalization;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>What a word in the search box can mean: the filter that it is, or those of a number, and the words to search for.</summary>
internal static class TypedReadings
{
    private const int LeastStatus = 100, MostStatus = 599;

    /// <summary>The filters that a word can mean, as suggestions; none for ordinary words.</summary>
    public static IEnumerable<SearchBoxSuggestion> Of(string typed)
    {
        if (SearchBoxQuery.FilterIn(typed) is { } filter)
        {
            // A class of statuses needs no word.
            string text = typed.Contains(':', StringComparison.Ordinal) ? typed : $"{(typed.StartsWith('-') ? "-" : "")}{filter.Word}:{filter.Value}";
            return [new SearchBoxSuggestion(text, filter.Help)];
        }

        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? OfNumber(number) : [];
    }

    /// <summary>The word as text to search for; null if it cannot be quoted.</summary>
    public static SearchBoxSuggestion? AsText(string typed)
        => typed.StartsWith('-') || typed.Contains('"', StringComparison.Ordinal)
            ? null : new SearchBoxSuggestion(SearchBoxQuery.Typed(typed), "Search messages and logs");

    private static IEnumerable<SearchBoxSuggestion> OfNumber(int number)
    {
        string[] filters = [.. number is >= LeastStatus and <= MostStatus ? [$"status:{number}"] : (string[])[], $"turns:>={number}", $"duration:>{number}"];
        return filters.Select(static text => new SearchBoxSuggestion(text, SearchBoxQuery.FilterIn(text)!.Help));
    }
}
