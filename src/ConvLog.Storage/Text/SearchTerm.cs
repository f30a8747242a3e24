namespace ConvLog.Storage.Text;

/// <summary>One word or part of a word that is searched for, in normalised form.</summary>
internal sealed class SearchTerm
{
    public SearchTerm(string normalized)
    {
        Text = normalized;
        int runs = 0;
        bool isShort = true;
        foreach (var run in new SearchRuns(normalized))
        {
            runs++;
            isShort &= run.IsShortWord;
        }

        IsWholeWord = runs == 1 && isShort;
        IsIndexed = IsWholeWord || !isShort;
    }

    public string Text { get; }

    /// <summary>Whether it is one word of one or two characters, with or without punctuation: then it is found as a whole word only.</summary>
    public bool IsWholeWord { get; }

    /// <summary>Whether it has a gram, so that an index can find it.</summary>
    public bool IsIndexed { get; }

    /// <summary>Where it is found in a normalised text, at or after a position; -1 where it is not.</summary>
    public int Find(string normalized, int from = 0)
    {
        int at = normalized.IndexOf(Text, from, StringComparison.Ordinal);
        while (at >= 0 && IsWholeWord && !IsWholeAt(normalized, at))
        {
            at = normalized.IndexOf(Text, at + 1, StringComparison.Ordinal);
        }

        return at;
    }

    // Where the term begins or ends in punctuation, the word ends there whatever stands beside it.
    private bool IsWholeAt(string normalized, int at)
    {
        int end = at + Text.Length;
        return !(SearchCharacters.KindAt(Text, 0) == CharacterKind.Letter && SearchCharacters.KindBefore(normalized, at) == CharacterKind.Letter)
            && !(SearchCharacters.KindBefore(Text, Text.Length) == CharacterKind.Letter && SearchCharacters.KindAt(normalized, end) == CharacterKind.Letter);
    }
}
