using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Reads the documents that the index returns, one time slice after another, and collects their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="debug">Whether to search only debugging.</param>
/// <param name="isSelected">Whether a conversation is of interest; null if all are.</param>
/// <param name="scope">The scope of the documents to read: where a search stops must not reveal other documents.</param>
/// <param name="before">The time before which conversations of interest began; null if all are of interest.</param>
/// <param name="isHit">Whether an entry is a hit, by its row and its fields. Called for entries in a document that the index returns, until their conversation
/// is found. Null if the index is always right.</param>
/// <param name="isTurnHit">Whether a turn is a hit, by its number; null if no turns are searched.</param>
internal sealed class ConversationSearch(Session session, bool debug, Func<long, bool>? isSelected, ConversationScope scope, DateTimeOffset? before,
    Func<Statement, LogFields, bool>? isHit, Func<long, bool>? isTurnHit)
{
    // Others are not read and do not count, so that a search for earlier conversations reaches them.
    private readonly SearchedConversations _conversations = new(
        session, new SearchQuery { Text = "", Scope = scope, Environment = debug ? ConversationEnvironment.Debug : null }, isSelected);

    private readonly Dictionary<long, long> _found = [];
    private readonly WriterLookup _writer = new(session);
    private int _looked;

    /// <summary>Turns of conversations of interest began at or after this time, so earlier ones are not read; null if they may be from any time.</summary>
    public DateTimeOffset? TurnsFrom { get; init; }

    /// <param name="either">Alternative lists of words to find in the index: of one of them, all words.</param>
    public TextMatches Run(IEnumerable<IReadOnlyList<IndexWord>> either)
    {
        var searched = either.Select(Search).Max();

        // Conversations that began earlier are left to the search that continues, because older documents may match as well.
        return searched is { } from
            ? new TextMatches([.. _found.Where(found => found.Value >= from.UtcTicks).Select(static found => found.Key)], from)
            : new TextMatches(_found.Keys, SearchedFrom: null);
    }

    // Returns the time back to which it searched, as above.
    private DateTimeOffset? Search(IReadOnlyList<IndexWord> words)
    {
        foreach (var slice in SearchSlices.Of(session, words, from: null, to: null, TurnsFrom))
        {
            // Turns first: most conversations are found by them, and a turn takes less to read than a document of entries.
            foreach (long document in slice.Documents.OrderByDescending(DocumentNumber.KindOf))
            {
                Look(document);
            }

            // Slices after the requested period contain no results yet, so the search does not stop in them.
            bool isEnough = _looked >= TextMatches.MostCandidates || _found.Count >= TextMatches.MostConversations;
            if (isEnough && !slice.IsLast && !(slice.From >= before))
            {
                return slice.From;
            }
        }

        return null;
    }

    private void Look(long document)
    {
        var kind = DocumentNumber.KindOf(document);
        if (kind == DocumentKind.Turn && isTurnHit is null)
        {
            return;
        }

        var (first, last) = DocumentNumber.EntriesOf(document);
        long conversation = kind == DocumentKind.Turn ? _writer.ConversationOfTurn(DocumentNumber.TurnOf(document)) : _writer.ConversationOf(first);
        if (_found.ContainsKey(conversation) || _conversations.Of(conversation) is not { Id: not null } searched)
        {
            return;
        }

        int read = 1;
        if (kind == DocumentKind.Turn ? isTurnHit!(DocumentNumber.TurnOf(document))
            : isHit is null || IndexedText.HasHit(session, first, last, isHit, out read))
        {
            _found.Add(conversation, searched.Created);
        }

        _looked += read;
    }
}
