namespace ConvLog.Storage.Text;

/// <summary>One searched word or phrase, normalized. It matches at the beginning of a word; its last word also matches longer words.</summary>
internal sealed class SearchTerm
{
    private readonly bool _beginsWithWord;

    public SearchTerm(string normalized)
    {
        Text = normalized;
        _beginsWithWord = SearchCharacters.KindAt(normalized, 0) == CharacterKind.Letter;
    }

    public string Text { get; }

    /// <summary>The index words that every text with the term has; none for punctuation.</summary>
    public IEnumerable<IndexWord> Words()
    {
        var words = new List<IndexWord>();
        foreach (var run in new SearchRuns(Text))
        {
            int before = words.Count;
            foreach (var word in new SearchWords(Text.AsSpan(run.Start, run.Length)))
            {
                words.Add(new IndexWord(Text.Substring(run.Start + word.Start, word.Length), IsBeginning: false));
            }

            bool isOne = words.Count == before + 1;
            if (run.IsUnspaced && !isOne)
            {
                words.RemoveAt(words.Count - 1); // The last character alone, which in a text need not be the end of a run.
            }
            else if (run.IsUnspaced || run.End == Text.Length)
            {
                words[^1] = words[^1] with { IsBeginning = true };
            }
        }

        return words;
    }

    /// <summary>The position of the term in a normalized text, at or after another position; -1 if there is no match.</summary>
    public int Find(string normalized, int from = 0)
    {
        int at = normalized.IndexOf(Text, from, StringComparison.Ordinal);
        while (at >= 0 && _beginsWithWord && SearchCharacters.KindBefore(normalized, at) == CharacterKind.Letter)
        {
            at = normalized.IndexOf(Text, at + 1, StringComparison.Ordinal);
        }

        return at;
    }
}
