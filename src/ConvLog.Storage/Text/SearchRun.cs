namespace ConvLog.Storage.Text;

/// <summary>Characters of one kind in a row: a word, or Chinese, Japanese or Korean text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">How long it is, in UTF-16 units.</param>
/// <param name="Characters">How many characters it has.</param>
/// <param name="IsCjk">Whether it is not a word.</param>
internal readonly record struct SearchRun(int Start, int Length, int Characters, bool IsCjk)
{
    /// <summary>A word that is found as a whole only, because it has no three characters that a part could be found by.</summary>
    public bool IsShortWord => !IsCjk && Characters < SearchGrams.Length;
}
