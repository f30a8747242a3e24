namespace ConvLog.Sqlite.Lists;

/// <summary>How far a list goes on one way to its conversations before it takes another.</summary>
/// <param name="Few">Fewer than so many that a filter leaves are all read and sorted: some 10 ms.</param>
/// <param name="Walk">So many are walked past in the list's order, where the filters leave more; 20 ms, and of a million that should find a page.</param>
/// <param name="Many">Where it did not, because what is left lies together elsewhere, fewer than so many are read and sorted after all. More than that are
/// walked to.</param>
/// <param name="Longest">So many are walked past for one page at most: 0.2 s. A page that is not full then ends there, and the next one goes on.</param>
/// <param name="Scan">So many entries of the index in order of creation are looked at for one page, without the rows: 0.1 s. Where there are more, they are not
/// looked through for those that a filter leaves.</param>
internal sealed record ListEffort(int Few, int Walk, int Many, int Longest, int Scan)
{
    public static ListEffort Default { get; } = new(Few: 8_192, Walk: 20_000, Many: 65_536, Longest: 100_000, Scan: 1_000_000);
}
