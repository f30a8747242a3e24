namespace ConvLog.Storage.Payloads;

/// <summary>The runs of entries that a transaction wrote, for the text index: each is one row of its work list.</summary>
internal static class EntryRuns
{
    /// <summary>
    /// Runs of consecutive numbers in which there is something to index. Personal entries keep a run together, although they stand apart, and are passed over
    /// by the index.
    /// </summary>
    /// <param name="entries">The numbers as of visible entries, and whether each is personal. They are sorted.</param>
    public static IEnumerable<(long First, long Last)> Of(List<(long Place, bool IsPersonal)> entries)
    {
        entries.Sort();
        for (int first = 0; first < entries.Count;)
        {
            int last = first;
            bool hasVisible = !entries[first].IsPersonal;
            while (last + 1 < entries.Count && entries[last + 1].Place == entries[last].Place + 1)
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
