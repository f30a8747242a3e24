namespace ConvLog.Sqlite.Lists;

/// <summary>How far a list is read in one way before another is chosen.</summary>
/// <param name="Soon">If a filter matches fewer conversations than this, all of them are read and sorted. Otherwise, this many rows are read in the list's
/// order first, in 2 ms, and fill most pages.</param>
/// <param name="Few">If they do not, and a filter matches fewer conversations than this, all of these are read and sorted.</param>
/// <param name="Walk">If the filters match more, this many further rows are read in the list's order: 20 ms, which should find a page even among a
/// million.</param>
/// <param name="Many">If that found no page because the matches are close together elsewhere, and there are fewer matches than this, they are read and
/// sorted after all. More matches are read in the list's order.</param>
/// <param name="Longest">The maximum number of rows to read in the list's order for one page: 0.2 s. A page that is not full then ends there, and the next one
/// continues.</param>
/// <param name="Scan">The maximum number of entries to read for one page in the index in order of creation, without the rows: 0.1 s. If there are more, they
/// are not scanned for those that match a filter.</param>
internal sealed record ListLimits(int Soon, int Few, int Walk, int Many, int Longest, int Scan)
{
    public static ListLimits Default { get; } = new(Soon: 1_000, Few: 8_192, Walk: 20_000, Many: 65_536, Longest: 100_000, Scan: 1_000_000);
}
