namespace ConvLog.Storage.Text;

/// <summary>A run of characters of one kind: a word, or text of a script without spaces.</summary>
/// <param name="Start">The start, in UTF-16 code units.</param>
/// <param name="Length">The length, in UTF-16 code units.</param>
/// <param name="IsUnspaced">Whether the script has no spaces, so that word boundaries are unknown.</param>
internal readonly record struct SearchRun(int Start, int Length, bool IsUnspaced)
{
    public int End => Start + Length;
}
