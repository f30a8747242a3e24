namespace ConvLog.Storage.Text;

/// <summary>Enumerates the words and other runs of a normalized text in order.</summary>
internal ref struct SearchRuns(ReadOnlySpan<char> normalized)
{
    private readonly ReadOnlySpan<char> _text = normalized;
    private int _at;

    public SearchRun Current { get; private set; }

    public readonly SearchRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        int start = _at;
        var kind = CharacterKind.Separator;
        for (int next = _at; next < _text.Length; _at = next)
        {
            var found = SearchCharacters.KindOf(SearchCharacters.Next(_text, ref next));
            if (kind == CharacterKind.Separator)
            {
                (start, kind) = (_at, found);
            }
            else if (found != kind)
            {
                break;
            }
        }

        Current = new SearchRun(start, _at - start, kind == CharacterKind.Unspaced);
        return kind != CharacterKind.Separator;
    }
}
