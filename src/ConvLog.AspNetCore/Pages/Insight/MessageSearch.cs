namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The search text by which the list finds the conversations of an error message.</summary>
internal static class MessageSearch
{
    private const int MostWords = 12;
    private const int Longest = 200;
    private const int Shortest = 3;

    /// <summary>The first words of a message, as many as a search allows; null if none of them can be searched for.</summary>
    public static string? Of(string message)
    {
        List<string> words = [];
        int length = 0;
        foreach (string word in message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(static word => word.TrimEnd('*'))
            .Where(static word => word.Length > 0))
        {
            length += word.Length + 1;
            if (words.Count == MostWords || length > Longest)
            {
                break;
            }

            words.Add(word);
        }

        return words.Exists(CanBeSearched) ? string.Join(' ', words) : null;
    }

    // Requires this number of consecutive letters or digits, which every search can look up.
    private static bool CanBeSearched(string word)
    {
        int run = 0;
        foreach (char c in word)
        {
            run = char.IsLetterOrDigit(c) ? run + 1 : 0;
            if (run == Shortest)
            {
                return true;
            }
        }

        return false;
    }
}
