namespace ConvLog.Storage.Text;

/// <summary>The words and other runs of a normalised text, one after the other.</summary>
internal ref struct SearchRuns(ReadOnlySpan<char> normalized)
{
    private readonly ReadOnlySpan<char> _text = normalized;
    private int _at;

    public SearchRun Current { get; private set; }

    public readonly SearchRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        int start = _at;
        int characters = 0;
        var kind = CharacterKind.Separator;
        for (int next = _at; next < _text.Length; _at = next, characters++)
        {
            var found = SearchCharacters.KindOf(SearchCharacters.Next(_text, ref next));
            if (kind == CharacterKind.Separator)
            {
                (start, characters, kind) = (_at, 0, found);
            }
            else if (found != kind)
            {
                break;
            }
        }

        Current = new SearchRun(start, _at - start, characters, kind == CharacterKind.Cjk);
        return kind != CharacterKind.Separator;
    }
}
