namespace ConvLog.Storage;

/// <summary>A position in the log of a conversation. It can reveal entries that a reader may not see, so readers get it encrypted, as a cursor.</summary>
public sealed record LogPosition
{
    /// <summary>The position after a record.</summary>
    /// <param name="writer">The store's number of the opening, see <see cref="Writer"/>.</param>
    /// <param name="sequence">The sequence number of the entry, see <see cref="Sequence"/>.</param>
    /// <param name="tie">0 for the entry itself, see <see cref="Tie"/>.</param>
    public LogPosition(long writer, long sequence, long tie)
    {
        Writer = writer;
        Sequence = sequence;
        Tie = tie;
    }

    /// <summary>The store's number of the opening that wrote the record; it grows with the epoch.</summary>
    public long Writer { get; init; }

    /// <summary>The sequence number of the entry before the position.</summary>
    public long Sequence { get; init; }

    /// <summary>0 for the entry itself, otherwise the store's number of the record that follows the entry.</summary>
    public long Tie { get; init; }
}
