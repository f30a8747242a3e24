using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>Reads entries and turns, and prepares the documents by which they are found.</summary>
/// <param name="utterances">Whether turns are indexed.</param>
/// <param name="mostEntries">The maximum number of entries in a document: a search reads all of them to find a hit.</param>
internal sealed class DocumentReader(bool utterances, int mostEntries)
{
    private const int MostBytes = 100_000;

    private readonly List<PreparedDocument> _documents = [];
    private readonly DocumentWords _words = new();

    // The current document.
    private FoundText? _first;
    private FoundText? _last;
    private long _since;
    private long _latest;
    private int _start;
    private int _texts;

    /// <summary>Why texts could not be read, one error each. They will not be readable later, and must not block the rest.</summary>
    public List<Exception> Unreadable { get; } = [];

    /// <param name="session">The connection.</param>
    /// <param name="items">What to read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="most">The maximum number of entries or turns of an item; null for all.</param>
    public async ValueTask<List<PreparedDocument>> ReadAsync(Session session, IEnumerable<FoundDocument> items, CancellationToken cancellationToken,
        int? most = null)
    {
        FoundDocument[] read = [.. items.Where(item => utterances || item.Kind == DocumentKind.Entry)];
        var texts = await IndexedText.ReadAsync(session, read, asked: null, cancellationToken, most: most, unreadable: Unreadable).ConfigureAwait(false);
        var inOrder = texts.OrderBy(static text => (text.Found.Kind, text.Found.Item, text.Found.Conversation, text.No));
        foreach (var text in inOrder.DistinctBy(static text => text.Key))
        {
            Add(text);
        }

        End();
        return _documents;
    }

    private void Add(FoundText text)
    {
        if (text.Found != _first?.Found || text.Found.Kind == DocumentKind.Turn || _texts >= mostEntries || _words.Length - _start >= MostBytes)
        {
            End();
            (_first, _since, _latest, _start, _texts) = (text, text.Ticks, text.Ticks, _words.Begin(), 0);
        }

        _words.Include(text.Document, text.Fields);
        (_last, _since, _latest, _texts) = (text, Math.Min(_since, text.Ticks), Math.Max(_latest, text.Ticks), _texts + 1);
    }

    private void End()
    {
        if (_words.Length > _start && _first is { Found: var item } first)
        {
            var place = item with { No = first.No, Last = _last!.No, Ticks = _latest, Item = item.Kind == DocumentKind.Turn ? 0 : item.Item };
            _documents.Add(new PreparedDocument(place, _since, _words.Limited(_start, DocumentQuery.MostBytes)));
        }

        _first = null;
    }
}

/// <summary>A document to write.</summary>
/// <param name="Place">Its place, and the item of <c>to_index</c> of its entries.</param>
/// <param name="Since">Its earliest time.</param>
/// <param name="Words">Its words, in UTF-8 and separated by spaces.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreparedDocument(FoundDocument Place, long Since, byte[] Words);
