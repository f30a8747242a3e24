namespace ConvLog.Storage.Text;

/// <summary>Splits search input into tokens: words between white space, and phrases in quotation marks.</summary>
internal static class SearchTokens
{
    /// <summary>
    /// The tokens; phrases without their quotation marks. A quotation mark opens a phrase at the start of a token if a closing one follows; otherwise it is an
    /// ordinary character.
    /// </summary>
    public static List<string> Of(string text)
    {
        List<string> tokens = [];
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int start = IsMark(text[at]) ? at + 1 : at;
            int end = start > at ? EndOf(text, start, IsMark) : -1;
            if (end < 0)
            {
                (start, end) = (at, EndOf(text, at, char.IsWhiteSpace));
                end = end < 0 ? text.Length : end;
            }

            tokens.Add(text[start..end]);
            at = end + 1;
        }

        return tokens;
    }

    private static int EndOf(string text, int start, Func<char, bool> ends)
    {
        int at = start;
        while (at < text.Length && !ends(text[at]))
        {
            at++;
        }

        return at < text.Length ? at : -1;
    }

    private static bool IsMark(char c) => c is '"' or '“' or '”' or '„' or '«' or '»';
}
