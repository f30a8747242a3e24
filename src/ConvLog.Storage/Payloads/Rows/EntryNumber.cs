namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// Numbers a store's entries by writer and sequence number, so that a writer's entries are adjacent and ordered. A high bit separates entries that are personal
/// as a whole: a read without the permission does not even pass over them.
/// </summary>
internal static class EntryNumber
{
    /// <summary>The number of entries that a writer can have; sequence numbers are below it.</summary>
    public const long MostSequences = 1L << SequenceBits;

    /// <summary>The lowest number of a personal entry.</summary>
    public const long FirstPersonal = 1L << 62;

    public const int SequenceBits = 28;

    public static long Of(long writer, long sequence, bool isPersonal) => (isPersonal ? FirstPersonal : 0) | (writer << SequenceBits) | sequence;

    public static bool IsPersonal(long number) => number >= FirstPersonal;

    /// <summary>The entry's position in the common order: its number without the bit for personal entries.</summary>
    public static long PositionOf(long number) => number & ~FirstPersonal;

    public static long WriterOf(long number) => PositionOf(number) >> SequenceBits;

    public static long SequenceOf(long number) => number & (MostSequences - 1);

    /// <summary>The number that the entry would have if it were visible instead of personal, or the other way round.</summary>
    public static long OtherOf(long number) => number ^ FirstPersonal;

    /// <summary>The range of numbers of entries with the same writer and visibility.</summary>
    public static (long First, long Last) RangeOf(long number) => RangeOf(WriterOf(number), IsPersonal(number));

    /// <summary>The range of numbers of a writer's visible or personal entries.</summary>
    public static (long First, long Last) RangeOf(long writer, bool isPersonal) => (Of(writer, 0, isPersonal), Of(writer, MostSequences - 1, isPersonal));
}
