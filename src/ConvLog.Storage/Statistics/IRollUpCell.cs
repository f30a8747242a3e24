namespace ConvLog.Storage.Statistics;

/// <summary>What things add up to, as a store keeps it.</summary>
/// <typeparam name="T">The cell itself.</typeparam>
internal interface IRollUpCell<T>
    where T : IRollUpCell<T>
{
    /// <summary>Whether nothing is left of what was counted.</summary>
    bool IsEmpty { get; }

    /// <summary>The cell that these bytes are.</summary>
    /// <exception cref="InvalidDataException">They are not what <see cref="ToBytes"/> made.</exception>
    static abstract T Read(ReadOnlySpan<byte> bytes);

    /// <summary>Counts all that another one did.</summary>
    /// <param name="other">The other.</param>
    /// <param name="sign">1 to count it, -1 to take it out again.</param>
    void Add(T other, int sign = 1);

    byte[] ToBytes();
}
