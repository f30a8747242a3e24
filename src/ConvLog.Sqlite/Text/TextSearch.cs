using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// One search. The index returns the documents that may contain hits, one time slice after another. Their entries and turns that are within the slice and the
/// searched conversations are sorted in the order of hits, and their texts are read until there are enough.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="query">What to search, and where.</param>
/// <param name="terms">The terms of <see cref="SearchQuery.Text"/>.</param>
internal sealed class TextSearch(Session session, SearchQuery query, SearchTerms terms)
{
    /// <summary>
    /// The search ends after the slice with this many entries and turns of the scope in documents that the index returned. These two limits keep a search for
    /// common words under 50 ms.
    /// </summary>
    public const int MostCandidates = 25_000;

    /// <summary>The search ends after this many texts have been read.</summary>
    public const int MostRead = 10_000;

    private const string FindTurn = "SELECT conversation, started, id FROM turn WHERE no = ?1";
    private const string FindScope = "SELECT turn_id, call_id FROM scope WHERE no = ?1";

    private readonly SearchedConversations _conversations = new(session, query);
    private readonly WriterLookup _writer = new(session);
    private readonly List<SearchHit> _hits = [];
    private int _looked;
    private int _read;

    public StoredSearch Run()
    {
        foreach (var slice in Slices())
        {
            List<FoundDocument> found = [.. slice.Documents.SelectMany(document => Found(document, slice))];
            found.Sort(FoundDocument.InOrder);
            if (ReadAll(found) is { } stopped)
            {
                return StoredSearch.Of(_hits, query, stopped);
            }

            if (_hits.Count > query.Limit || (_looked >= MostCandidates && !slice.IsLast))
            {
                return StoredSearch.Of(_hits, query, slice.IsLast ? null : slice.From);
            }
        }

        return StoredSearch.Of(_hits, query, searchedFrom: null);
    }

    private IEnumerable<SearchSlice> Slices() => query.ConversationId is { } id
        ? [new SearchSlice(query.From, query.To, ConversationDocuments.Of(session, id, terms.Words), IsLast: true)]
        : SearchSlices.Of(session, terms.Words, query.From, query.To);

    private IEnumerable<FoundDocument> Found(long document, SearchSlice slice)
    {
        bool isTurn = DocumentNumber.KindOf(document) == DocumentKind.Turn;
        if (isTurn)
        {
            return query.EntriesOnly || Turn(DocumentNumber.TurnOf(document), slice) is not { } turn ? [] : [turn];
        }

        _writer.Read(EntryNumber.WriterOf(DocumentNumber.EntriesOf(document).First));
        Look(_writer.Conversation);
        return _conversations.Of(_writer.Conversation).Id is { } conversation ? Entries(document, conversation, _writer.Id, slice) : [];
    }

    // Only conversations in the scope count: how far a search gets must not depend on the data of others.
    private void Look(long conversation) => _looked += _conversations.Of(conversation).IsInScope ? 1 : 0;

    private IEnumerable<FoundDocument> Entries(long document, string conversation, Guid writer, SearchSlice slice)
    {
        var (first, last) = DocumentNumber.EntriesOf(document);
        foreach (var (no, ticks) in IndexedText.Entries(session, first, last))
        {
            _looked++;
            if (slice.Has(ticks))
            {
                yield return new FoundDocument(DocumentKind.Entry, no, ticks, conversation, writer, turnId: null);
            }
        }
    }

    private FoundDocument? Turn(long no, SearchSlice slice)
    {
        var turn = session[FindTurn].Bind(1, no);
        try
        {
            if (!turn.Step())
            {
                return null;
            }

            Look(turn.Int64(0));
            return slice.Has(turn.Int64(1)) && _conversations.Of(turn.Int64(0)).Id is { } conversation
                ? new FoundDocument(DocumentKind.Turn, no, turn.Int64(1), conversation, writerId: default, turn.Text(2))
                : null;
        }
        finally
        {
            turn.Reset();
        }
    }

    // Reads up to one hit more than requested, and all hits of the newest time. Returns the time of the first text that was not read, if any.
    private DateTimeOffset? ReadAll(List<FoundDocument> found)
    {
        foreach (var document in found)
        {
            if (_read >= MostRead)
            {
                return document.Timestamp.AddTicks(1);
            }

            _read++;
            if (Read(document) is { } hit)
            {
                _hits.Add(hit);
                if (_hits.Count > query.Limit && hit.Timestamp < _hits[0].Timestamp)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private SearchHit? Read(FoundDocument found)
    {
        if (found.Kind == DocumentKind.Turn)
        {
            return IndexedText.Turn(session, found.No) is { } turn && terms.AreAllIn(turn) ? Hit(found, turn, (found.TurnId, null)) : null;
        }

        return IndexedText.Entry(session, found.No) is var (entry, scope) && terms.AreAllIn(entry) ? Hit(found, entry, ScopeOf(scope)) : null;
    }

    private SearchHit Hit(FoundDocument found, SearchDocument document, (string? TurnId, string? FunctionEventId) scope)
        => new SearchCandidate(document, found.ConversationId, scope.TurnId, scope.FunctionEventId, found.EntryId, found.Timestamp).Hit(terms);

    private (string? TurnId, string? FunctionEventId) ScopeOf(long no)
    {
        var scope = session[FindScope].Bind(1, no);
        var ids = scope.Step() ? (scope.OptionalText(0), scope.OptionalText(1)) : default;
        scope.Reset();
        return ids;
    }
}
