namespace ConvLog.Sqlite.Text;

/// <summary>How much the indexer writes in one transaction: as much as a writer may be held up for, learned from how long the ones before took.</summary>
/// <param name="longest">How long a transaction should take at most.</param>
internal sealed class BatchSize(TimeSpan longest)
{
    // From some ten short documents to some five thousand; a document has about 300 bytes of words.
    private const int Least = 8_000;
    private const int Most = 2_000_000;

    /// <summary>How many bytes of words to write.</summary>
    public int Bytes { get; private set; } = 100_000;

    /// <summary>A transaction of so many bytes took so long.</summary>
    public void Took(int bytes, TimeSpan duration)
    {
        // Down at once and up slowly: merges of the index make single transactions long. A small one tells nothing of a large one.
        double factor = Math.Clamp(longest / duration, 0.5, bytes < Bytes ? 1 : 1.1);
        Bytes = (int)Math.Clamp(Bytes * factor, Least, Most);
    }
}
