using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="SearchedFrom">How far the search looked where it ended at a bound: of the conversations that began at or after this time, all that match are
/// there, and none that began before. Null where it looked at all.</param>
internal sealed record TextMatches(IReadOnlyCollection<long> Conversations, DateTimeOffset? SearchedFrom)
{
    /// <summary>Ends with the slice of time in which so many conversations are found.</summary>
    public const int MostConversations = 2_500;

    /// <summary>Ends with the slice of time in which so many entries and turns were read.</summary>
    public const int MostCandidates = 25_000;

    /// <summary>The conversations that have one document with all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">What is searched for.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="entriesOnly">Whether utterances are left out.</param>
    /// <param name="isAsked">Whether the other filters let a conversation through; null for all. Asked at most once for each conversation, and only what it
    /// lets through is found.</param>
    /// <param name="scope">Whose documents are looked at; null for all.</param>
    /// <param name="before">When the conversations began that are let through; null for any time. A search that stops has looked at some of these.</param>
    public static TextMatches Find(Session session, SearchTerms terms, bool debug, bool entriesOnly = false, Func<long, bool>? isAsked = null,
        ConversationScope? scope = null, DateTimeOffset? before = null)
        => new ConversationSearch(
            session,
            debug,
            isAsked,
            scope ?? ConversationScope.All,
            before,
            (row, fields) => terms.AreAllIn(IndexedText.Document(row, fields)),
            entriesOnly ? null : no => IndexedText.Turn(session, no) is { } turn && terms.AreAllIn(turn)).Run([terms.Words]);

    /// <summary>The conversations that have an entry with this field, not personal, of this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="isAsked">Whether the other filters let a conversation through; null for all. Asked at most once for each conversation, and only what it
    /// lets through is found.</param>
    /// <param name="scope">Whose documents are looked at; null for all.</param>
    /// <param name="before">When the conversations began that are let through; null for any time. A search that stops has looked at some of these.</param>
    /// <param name="isHit">Whether an entry with the field is one that is asked for, by its number; null for all.</param>
    public static TextMatches Find(Session session, FieldFilter field, bool debug, Func<long, bool>? isAsked = null, ConversationScope? scope = null,
        DateTimeOffset? before = null, Func<long, bool>? isHit = null)
    {
        // What is kept has no lone surrogates, so nothing equals a text that has.
        if (TextRules.HasLoneSurrogate(field.Key) || TextRules.HasLoneSurrogate(field.Value))
        {
            return new TextMatches([], SearchedFrom: null);
        }

        bool isExact = isHit is null && field.Forms.Count == 1 && FieldToken.IsExact(field.Value);
        return new ConversationSearch(
            session,
            debug,
            isAsked,
            scope ?? ConversationScope.All,
            before,
            isExact ? null : (row, fields) => field.IsIn(fields) && isHit?.Invoke(row.Int64(0)) != false,
            isTurnHit: null).Run([.. field.Forms.Select(value => FieldToken.Words(field.Key, value))]);
    }
}
