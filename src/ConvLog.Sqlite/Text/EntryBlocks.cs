using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Which entries are one document of the text index: up to 32 of one opening, those whose numbers differ in the last five bits alone. Most words of a log come
/// again and again, and are stored once for a block; which of its entries has them, their texts tell.
/// </summary>
internal static class EntryBlocks
{
    private const long Within = 31;

    /// <summary>The number of the document that an entry is in: the least that an entry of it can have.</summary>
    public static long DocumentOf(long entry) => entry & ~Within;

    /// <summary>The numbers and times of the entries of a document, the greatest first; also of those that the index does not have yet.</summary>
    public static IEnumerable<(long No, long Ticks)> EntriesOf(Session session, long document)
        => IndexedText.Entries(session, document, LastOf(document));

    /// <summary>The greatest number that an entry of a document can have.</summary>
    public static long LastOf(long document) => document | Within;
}
