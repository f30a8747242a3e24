using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Which entries are one document of the text index: up to 32 of one opening, those whose numbers differ in the last five bits alone. Most words of a log come
/// again and again, and are stored once for a block; which of its entries has them, their texts tell. An opening that began before schema 11 has a document for
/// each entry.
/// </summary>
internal readonly struct EntryBlocks
{
    private const long Within = 31;
    private const string FindFirstWriter = "SELECT value FROM meta WHERE key = 'first_writer_in_blocks'";

    private readonly Session _session;
    private readonly long _firstWriter;

    public EntryBlocks(Session session)
    {
        _session = session;
        _firstWriter = session[FindFirstWriter].Scalar() ?? 0;
    }

    /// <summary>The number of the document that an entry is in: the least that an entry of it can have.</summary>
    public long DocumentOf(long entry) => IsOneEntry(entry) ? entry : entry & ~Within;

    /// <summary>The numbers and times of the entries of a document, the greatest first; also of those that the index does not have yet.</summary>
    public IEnumerable<(long No, long Ticks)> EntriesOf(long document)
        => IndexedText.Entries(_session, document, LastOf(document));

    /// <summary>The greatest number that an entry of a document can have.</summary>
    public long LastOf(long document) => IsOneEntry(document) ? document : document | Within;

    private bool IsOneEntry(long number) => EntryNumber.WriterLookup(number) < _firstWriter;
}
