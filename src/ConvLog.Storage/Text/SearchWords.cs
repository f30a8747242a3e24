namespace ConvLog.Storage.Text;

/// <summary>
/// What an index keeps of a normalised text, one after the other, as often as it comes: the beginning of each word; of scripts without spaces each pair of
/// characters, and the last one of a run alone. So a word is found by its beginning and a single character by the beginning of a pair.
/// </summary>
/// <remarks>Indexes are kept on disk: a change here means that every index is built again.</remarks>
internal ref struct SearchWords(ReadOnlySpan<char> normalized)
{
    /// <summary>
    /// How many characters of a word are kept. Long words are mostly IDs, which so many tell apart; what they leave open is decided by the text.
    /// </summary>
    public const int LongestWord = 16;

    private readonly ReadOnlySpan<char> _text = normalized;
    private SearchRuns _runs = new(normalized);

    // What is left of a run without spaces.
    private int _at;
    private int _end;

    public SearchRun Current { get; private set; }

    public readonly SearchWords GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_at == _end)
        {
            if (!_runs.MoveNext())
            {
                return false;
            }

            Current = _runs.Current;
            if (!Current.IsUnspaced)
            {
                Current = new SearchRun(Current.Start, EndOf(LongestWord, Current) - Current.Start, IsUnspaced: false);
                return true;
            }

            (_at, _end) = (Current.Start, Current.End);
        }

        int end = EndOf(2, new SearchRun(_at, _end - _at, IsUnspaced: true));
        Current = new SearchRun(_at, end - _at, IsUnspaced: true);
        SearchCharacters.Next(_text, ref _at);
        return true;
    }

    private readonly int EndOf(int characters, SearchRun run)
    {
        int at = run.Start;
        for (int count = 0; count < characters && at < run.End; count++)
        {
            SearchCharacters.Next(_text, ref at);
        }

        return at;
    }
}
