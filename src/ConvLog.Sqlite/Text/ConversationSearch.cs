using System.Runtime.InteropServices;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Goes through the documents that the index names, slice by slice of time, and gathers their conversations until there are enough.</summary>
/// <param name="session">The connection.</param>
/// <param name="debug">Whether debugging is searched, and nothing else.</param>
/// <param name="isAsked">Whether a conversation is of interest; null where all are.</param>
/// <param name="scope">Whose documents are looked at: what others have must not be told by where a search stops.</param>
/// <param name="before">Which conversations are of interest by when they began; null where all are.</param>
/// <param name="isHit">Whether an entry is one, by its row and its fields; asked of those in a document that the index names, until their conversation is
/// found. Null where the index is never wrong.</param>
/// <param name="isTurnHit">Whether a turn is one, by its number; null where no turns are searched.</param>
internal sealed class ConversationSearch(Session session, bool debug, Func<long, bool>? isAsked, ConversationScope scope, DateTimeOffset? before,
    Func<Statement, LogFields, bool>? isHit, Func<long, bool>? isTurnHit)
{
    private const string FindConversation = "SELECT agent, account, listed, created FROM conversation WHERE no = ?1";

    private readonly Dictionary<long, Met> _met = [];
    private readonly Dictionary<long, long> _found = [];
    private readonly WriterLookup _writer = new(session);
    private int _looked;

    /// <param name="either">What the index is asked for: of one of these lists, all words.</param>
    public TextMatches Run(IEnumerable<IReadOnlyList<IndexWord>> either)
    {
        var searched = either.Select(Search).Max();

        // What began before is left to the search that continues: it may be in older documents, too.
        return searched is { } from
            ? new TextMatches([.. _found.Where(found => found.Value >= from.UtcTicks).Select(static found => found.Key)], from)
            : new TextMatches(_found.Keys, SearchedFrom: null);
    }

    // How far it looked, as above.
    private DateTimeOffset? Search(IReadOnlyList<IndexWord> words)
    {
        foreach (var slice in SearchSlices.Of(session, words, from: null, to: null))
        {
            foreach (long document in slice.Documents)
            {
                Look(document);
            }

            // Behind the end of what is asked for nothing is told yet.
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
        if (_found.ContainsKey(conversation) || !Meet(conversation, out var met))
        {
            return;
        }

        int read = 1;
        if (kind == DocumentKind.Turn ? isTurnHit!(DocumentNumber.TurnOf(document))
            : isHit is null || IndexedText.HasHit(session, first, last, isHit, out read))
        {
            _found.Add(conversation, met.Created);
        }

        _looked += read;
    }

    // Whether it may be found. What is of no interest is not read, and does not count: so a search for what began earlier gets there.
    private bool Meet(long conversation, out Met met)
    {
        if (!_met.TryGetValue(conversation, out met))
        {
            var row = session[FindConversation].Bind(1, conversation);
            bool isOpen = row.Step() && row.OptionalInt64(2) == (debug ? 0 : 1) && scope.Includes(row.Text(0), row.OptionalText(1));
            long created = isOpen ? row.OptionalInt64(3) ?? 0 : 0;
            row.Reset();
            _met[conversation] = met = new Met(isOpen && (isAsked is null || isAsked(conversation)), created);
        }

        return met.IsAsked;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Met(bool IsAsked, long Created);
}
