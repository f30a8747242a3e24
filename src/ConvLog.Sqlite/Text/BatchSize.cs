namespace ConvLog.Sqlite.Text;

/// <summary>
/// How much the indexer writes in one transaction: as much as a writer may be delayed for, learned from the duration of earlier transactions.
/// </summary>
/// <param name="longest">The maximum duration of a transaction.</param>
internal sealed class BatchSize(TimeSpan longest)
{
    // From about ten short documents to about five thousand; a document has about 300 bytes of words.
    private const int Least = 8_000;
    private const int Most = 2_000_000;

    /// <summary>The number of bytes of words to write.</summary>
    public int Bytes { get; private set; } = 100_000;

    /// <summary>Adjusts the size to the duration of a transaction.</summary>
    public void Adjust(int bytes, TimeSpan duration)
    {
        // Decreases at once and increases slowly: merges of the index make single transactions long. A small transaction says little about a large one.
        double factor = Math.Clamp(longest / duration, 0.5, bytes < Bytes ? 1 : 1.1);
        Bytes = (int)Math.Clamp(Bytes * factor, Least, Most);
    }
}
