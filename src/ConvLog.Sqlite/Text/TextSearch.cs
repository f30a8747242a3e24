using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// One search. The index names the documents that may hold hits, the ones that came last first; what is in them, within the window and the conversations asked
/// for, is put in the order of hits, and then its texts are read until there are enough.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="query">What to search, and where.</param>
/// <param name="terms">What <see cref="SearchQuery.Text"/> asks for.</param>
internal sealed class TextSearch(Session session, SearchQuery query, SearchTerms terms)
{
    /// <summary>
    /// Ends after so many entries, and so many turns, of the scope that are in documents which the index names. These two bounds keep a search for common words
    /// under 50 ms.
    /// </summary>
    public const int MostCandidates = 25_000;
    private const string FindTurn = "SELECT conversation, started, id FROM turn WHERE no = ?1";
    private const string FindScope = "SELECT turn_id, call_id FROM scope WHERE no = ?1";

    /// <summary>Ends after so many of them that are where is searched.</summary>
    public const int MostFound = 10_000;

    private readonly SearchedConversations _conversations = new(session, query);
    private readonly WriterLookup _writer = new(session);
    private readonly List<FoundDocument> _found = [];
    private bool _stopped;

    public StoredSearch Run()
    {
        Find(DocumentKind.Entry, Entries(), static candidate => candidate.No, Entry);
        if (!query.EntriesOnly)
        {
            Find(DocumentKind.Turn, Turns(), static no => no, Turn);
        }

        _found.Sort(FoundDocument.InOrder);
        var hits = _found.Select(Read).OfType<SearchHit>().Take(query.Limit + 1).ToList();
        return new StoredSearch { Hits = [.. hits.Take(query.Limit)], Stopped = _stopped || hits.Count > query.Limit };
    }

    private void Find<T>(DocumentKind kind, IEnumerable<T> candidates, Func<T, long> number, Func<T, FoundDocument?> document)
    {
        int looked = 0;
        int found = 0;
        foreach (var candidate in candidates)
        {
            if (found == MostFound || (IsCounted(kind, number(candidate)) && looked++ == MostCandidates))
            {
                _stopped = true;
                return;
            }

            if (document(candidate) is { } within)
            {
                _found.Add(within);
                found++;
            }
        }
    }

    private bool IsCounted(DocumentKind kind, long no) => query.Scope.IsAll || _conversations.IsInScope(_writer.ConversationOf(kind, no));

    private IEnumerable<(long No, long Ticks)> Entries()
        => query.ConversationId is { } id ? ConversationDocuments.Entries(session, id, TextIndex.MatchOf(terms))
            : Documents(DocumentKind.Entry).SelectMany(document => EntryBlocks.EntriesOf(session, document));

    private IEnumerable<long> Turns()
        => query.ConversationId is { } id ? ConversationDocuments.Turns(session, id) : Documents(DocumentKind.Turn);

    private IEnumerable<long> Documents(DocumentKind kind)
        => TimeBucketTokens.Narrow(TextIndex.MatchOf(terms), session, kind, query.From, query.To) is { } match ? TextIndex.Newest(session, kind, match) : [];

    private FoundDocument? Entry((long No, long Ticks) entry)
    {
        if (!IsInWindow(entry.Ticks))
        {
            return null;
        }

        _writer.Read(EntryNumber.WriterLookup(entry.No));
        return _conversations.IdOf(_writer.Conversation) is { } conversationId
            ? new FoundDocument(DocumentKind.Entry, entry.No, entry.Ticks, conversationId, _writer.Id, turnId: null)
            : null;
    }

    private FoundDocument? Turn(long no)
    {
        var turn = session[FindTurn].Bind(1, no);
        var found = turn.Step() && _conversations.IdOf(turn.Int64(0)) is { } conversationId && IsInWindow(turn.Int64(1))
            ? new FoundDocument(DocumentKind.Turn, no, turn.Int64(1), conversationId, writerId: default, turn.Text(2))
            : null;
        turn.Reset();
        return found;
    }

    private bool IsInWindow(long ticks) => !(ticks < query.From?.UtcTicks) && !(ticks >= query.To?.UtcTicks);

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
