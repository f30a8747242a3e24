namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// Roll-ups that a writer wrote last, so that the next transaction need not read their bytes again: most add to the same few. One is given only for the very
/// bytes that it was written as, whoever wrote to the row since. Used by one thread at a time.
/// </summary>
internal sealed class RememberedCells
{
    private const int Most = 64;

    private readonly Dictionary<RollUpKey, (byte[] Bytes, object Cell)> _cells = [];

    /// <summary>
    /// The cell that these bytes are; null where it is not remembered. It is the caller's from then on, and is remembered again only by <see cref="Keep"/>.
    /// </summary>
    public T? Take<T>(in RollUpKey key, ReadOnlySpan<byte> bytes)
        where T : class
        => _cells.Remove(key, out var remembered) && bytes.SequenceEqual(remembered.Bytes) ? (T)remembered.Cell : null;

    public void Keep(in RollUpKey key, byte[] bytes, object cell)
    {
        if (_cells.Count >= Most)
        {
            _cells.Clear();
        }

        _cells[key] = (bytes, cell);
    }
}
