using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The number of a document in the text index: odd for a turn, even for up to 32 entries of one opening whose numbers differ only in the last five bits. Most
/// words of a log recur, and are stored once for these entries; their texts show which of them contain a word. An index takes less space the closer the numbers
/// of documents are, so the first documents of an opening are numbered next to those of the previous one.
/// </summary>
internal static class DocumentNumber
{
    private const int EntryBits = 5;
    private const long NearOfWriter = 64;

    // Greater than all near ones.
    private const long Far = 1L << 50;

    /// <summary>The document of a turn.</summary>
    public static long OfTurn(long turn) => (turn << 1) | 1;

    /// <summary>The document that an entry is in.</summary>
    public static long OfEntry(long entry)
    {
        long place = EntryNumber.SequenceOf(entry) >> EntryBits;
        return (place < NearOfWriter ? (EntryNumber.WriterOf(entry) * NearOfWriter) + place : Far + (entry >> EntryBits)) << 1;
    }

    public static DocumentKind KindOf(long document) => (document & 1) == 0 ? DocumentKind.Entry : DocumentKind.Turn;

    public static long TurnOf(long document) => document >> 1;

    /// <summary>The least and the greatest number that an entry of a document can have.</summary>
    public static (long First, long Last) EntriesOf(long document)
    {
        long place = document >> 1;
        long first = place >= Far
            ? (place - Far) << EntryBits
            : EntryNumber.Of(place / NearOfWriter, (place % NearOfWriter) << EntryBits, isPersonal: false);
        return (first, first | ((1 << EntryBits) - 1));
    }

    /// <summary>The ranges of document numbers of a writer's entries, the greater numbers first.</summary>
    public static IEnumerable<(long First, long Last)> RangesOf(long writer)
    {
        var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
        return [(OfEntry(first + (NearOfWriter << EntryBits)), OfEntry(last)), (OfEntry(first), OfEntry(first + (NearOfWriter << EntryBits) - 1))];
    }
}
