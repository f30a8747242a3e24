namespace ConvLog.Storage.Text;

/// <summary>
/// Enumerates the words that an index stores for a normalized text, in order and with repetitions: the beginning of each word; for scripts without spaces, each
/// pair of characters, and the last character of a run alone. A word is found by its beginning, and a single character as the beginning of a pair.
/// </summary>
/// <remarks>Indexes are stored on disk: a change here requires that every index is rebuilt.</remarks>
internal ref struct SearchWords(ReadOnlySpan<char> normalized)
{
    /// <summary>
    /// The number of characters of a word that are stored. Long words are mostly IDs, for which this is distinctive enough; the text decides the rest.
    /// </summary>
    public const int LongestWord = 16;

    private readonly ReadOnlySpan<char> _text = normalized;
    private SearchRuns _runs = new(normalized);

    // The remainder of a run without spaces.
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
