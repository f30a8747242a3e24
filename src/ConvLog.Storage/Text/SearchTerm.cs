namespace ConvLog.Storage.Text;

/// <summary>One word or phrase that is searched for, in normalised form. It is found where a word begins; its last word may go on.</summary>
internal sealed class SearchTerm
{
    private readonly bool _beginsWithWord;

    public SearchTerm(string normalized)
    {
        Text = normalized;
        _beginsWithWord = SearchCharacters.KindAt(normalized, 0) == CharacterKind.Letter;
    }

    public string Text { get; }

    /// <summary>What an index has of every text in which the term is; none for punctuation.</summary>
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
                words.RemoveAt(words.Count - 1); // The last character, which need not be the last one of a run in a text.
            }
            else if (run.IsUnspaced || run.End == Text.Length)
            {
                words[^1] = words[^1] with { IsBeginning = true };
            }
        }

        return words;
    }

    /// <summary>Where it is found in a normalised text, at or after a position; -1 where it is not.</summary>
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
