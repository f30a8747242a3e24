namespace ConvLog.Storage.Payloads;

/// <summary>
/// How a store numbers its entries: by writer and sequence, so that a writer's entries stand together and in order. Entries that are personal as a whole have a
/// bit above that and so stand apart: who may not see them does not even pass over them.
/// </summary>
internal static class EntryNumber
{
    /// <summary>The numbers that one writer's entries can have: 0 to one less.</summary>
    public const long MostSequences = 1L << SequenceBits;

    /// <summary>The least number of an entry that stands apart.</summary>
    public const long FirstPersonal = 1L << 62;

    public const int SequenceBits = 28;

    public static long Of(long writer, long sequence, bool isPersonal) => (isPersonal ? FirstPersonal : 0) | (writer << SequenceBits) | sequence;

    public static bool IsPersonal(long number) => number >= FirstPersonal;

    /// <summary>The number as of an entry that everyone may see: where it stands in the order of all.</summary>
    public static long PlaceOf(long number) => number & ~FirstPersonal;

    public static long WriterLookup(long number) => PlaceOf(number) >> SequenceBits;

    public static long SequenceOf(long number) => number & (MostSequences - 1);

    /// <summary>The number that the same entry would have with the other kind of entries.</summary>
    public static long OtherOf(long number) => number ^ FirstPersonal;

    /// <summary>The first and the last number that entries of the same writer and kind can have.</summary>
    public static (long First, long Last) RangeOf(long number) => RangeOf(WriterLookup(number), IsPersonal(number));

    /// <summary>The first and the last number that entries of a writer can have among those of one kind.</summary>
    public static (long First, long Last) RangeOf(long writer, bool isPersonal) => (Of(writer, 0, isPersonal), Of(writer, MostSequences - 1, isPersonal));
}
