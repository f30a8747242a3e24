namespace ConvLog.Storage.Text;

/// <summary>Characters of one kind in a row: a word, or text of a script without spaces.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="IsUnspaced">Whether it is of a script without spaces, so that its words are not known.</param>
internal readonly record struct SearchRun(int Start, int Length, bool IsUnspaced)
{
    public int End => Start + Length;
}
