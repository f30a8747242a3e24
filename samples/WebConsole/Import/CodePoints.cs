namespace WebConsole.Import;

/// <summary>The code points of a text, as Python counts them, mapped to UTF-16 units.</summary>
internal readonly struct CodePoints
{
    private readonly int[] _starts;

    public CodePoints(string text)
    {
        var starts = new List<int>(text.Length + 1);
        for (int at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            starts.Add(at);
        }

        starts.Add(text.Length);
        _starts = [.. starts];
    }

    public int Count => _starts.Length - 1;

    /// <summary>The start of a code point; for <see cref="Count"/>, the end of the text.</summary>
    public int Utf16At(int codePoint) => _starts[codePoint];
}
