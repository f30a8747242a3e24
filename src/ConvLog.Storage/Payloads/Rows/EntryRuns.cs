namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Finds the runs of entries that a transaction wrote, for the text index: each run is one row of its work list.</summary>
internal static class EntryRuns
{
    // The indexer processes whole runs, or has to remember how far it got.
    private const int MostEntries = 2_000;

    /// <summary>
    /// Runs of consecutive positions, of at most 2,000 entries, with at least one visible entry. Personal entries, although numbered separately, do not split a
    /// run; the index skips them.
    /// </summary>
    /// <param name="entries">The position of each entry, see <see cref="EntryNumber.PositionOf"/>, and whether it is personal. The list gets sorted.</param>
    public static IEnumerable<(long First, long Last)> Of(List<(long Place, bool IsPersonal)> entries)
    {
        entries.Sort();
        for (int first = 0; first < entries.Count;)
        {
            int last = first;
            bool hasVisible = !entries[first].IsPersonal;
            while (last + 1 < entries.Count && last + 1 - first < MostEntries && entries[last + 1].Place == entries[last].Place + 1)
            {
                last++;
                hasVisible |= !entries[last].IsPersonal;
            }

            if (hasVisible)
            {
                yield return (entries[first].Place, entries[last].Place);
            }

            first = last + 1;
        }
    }
}
