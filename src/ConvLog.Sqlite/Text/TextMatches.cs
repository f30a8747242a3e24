using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="Stopped">Whether the search ended at a bound, so that more conversations may match: ones whose documents came before those of the ones
/// found.</param>
internal sealed record TextMatches(IReadOnlyCollection<long> Conversations, bool Stopped)
{
    /// <summary>Ends after so many conversations are found.</summary>
    public const int MostConversations = 5_000;

    /// <summary>
    /// Ends after so many entries, and so many turns, of the scope that were read; a document that needs not be read counts like one of them.
    /// </summary>
    public const int MostCandidates = 50_000;

    /// <summary>The conversations that have one document with all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">What is searched for.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="entriesOnly">Whether utterances are left out.</param>
    /// <param name="isAsked">Whether the other filters let a conversation through; null for all. Asked at most once for each conversation, and only what it
    /// lets through is found.</param>
    /// <param name="scope">Whose documents count for the bound; null for all.</param>
    public static TextMatches Find(Session session, SearchTerms terms, bool debug, bool entriesOnly = false, Func<long, bool>? isAsked = null,
        ConversationScope? scope = null)
    {
        var search = new ConversationSearch(session, debug, isAsked, scope ?? ConversationScope.All);
        string match = TextIndex.MatchOf(terms);
        search.LookAtEntries(match, (row, fields) => terms.AreAllIn(IndexedText.Document(row, fields)));
        if (!entriesOnly)
        {
            search.LookAtTurns(match, no => IndexedText.Turn(session, no) is { } turn && terms.AreAllIn(turn));
        }

        return new TextMatches(search.Found, search.Stopped);
    }

    /// <summary>The conversations that have an entry with this field, not personal, of exactly this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="isAsked">Whether the other filters let a conversation through; null for all. Asked at most once for each conversation, and only what it
    /// lets through is found.</param>
    /// <param name="scope">Whose documents count for the bound; null for all.</param>
    /// <param name="isHit">Whether an entry with the field is one that is asked for, by its number; null for all.</param>
    public static TextMatches Find(Session session, FieldFilter field, bool debug, Func<long, bool>? isAsked = null, ConversationScope? scope = null,
        Func<long, bool>? isHit = null)
    {
        var search = new ConversationSearch(session, debug, isAsked, scope ?? ConversationScope.All);

        // What is kept has no lone surrogates, so nothing equals a text that has.
        if (!TextRules.HasLoneSurrogate(field.Key) && !TextRules.HasLoneSurrogate(field.Value))
        {
            search.LookAtEntries(FieldToken.Of(field.Key, field.Value),
                isHit is null ? null : (row, fields) => IndexedText.Has(fields, field) && isHit(row.Int64(0)));
        }

        return new TextMatches(search.Found, search.Stopped);
    }
}
