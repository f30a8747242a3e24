using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="SearchedFrom">How far back the search got if it ended at a limit: all matching conversations that began at or after this time are included, and
/// none that began before. Null if everything was searched.</param>
internal sealed record TextMatches(IReadOnlyCollection<long> Conversations, DateTimeOffset? SearchedFrom)
{
    /// <summary>The search ends with the time slice in which this many conversations have been found.</summary>
    public const int MostConversations = 1_000;

    /// <summary>The search ends with the time slice in which this many entries and turns have been read.</summary>
    public const int MostCandidates = 25_000;

    /// <summary>The conversations with a document that contains all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">The terms to find.</param>
    /// <param name="debug">Whether to search only debugging.</param>
    /// <param name="entriesOnly">Whether to leave out utterances.</param>
    /// <param name="isAsked">Whether a conversation matches the other filters; null for all. Called at most once for each conversation; only matching ones are
    /// found.</param>
    /// <param name="scope">The scope of the documents to read; null for all.</param>
    /// <param name="before">The time before which matching conversations began; null for any time. A search that stops has read some of these.</param>
    /// <param name="turnsFrom">The time from which the turns of matching conversations began; null for any time.</param>
    public static TextMatches Find(Session session, SearchTerms terms, bool debug, bool entriesOnly = false, Func<long, bool>? isAsked = null,
        ConversationScope? scope = null, DateTimeOffset? before = null, DateTimeOffset? turnsFrom = null)
        => new ConversationSearch(
            session,
            debug,
            isAsked,
            scope ?? ConversationScope.All,
            before,
            (row, fields) => terms.AreAllIn(IndexedText.Document(row, fields)),
            entriesOnly ? null : no => IndexedText.Turn(session, no) is { } turn && terms.AreAllIn(turn))
        {
            TurnsFrom = turnsFrom,
        }.Run([terms.Words]);

    /// <summary>The conversations with an entry in which this field is not personal and has this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether to search only debugging.</param>
    /// <param name="isAsked">Whether a conversation matches the other filters; null for all. Called at most once for each conversation; only matching ones are
    /// found.</param>
    /// <param name="scope">The scope of the documents to read; null for all.</param>
    /// <param name="before">The time before which matching conversations began; null for any time. A search that stops has read some of these.</param>
    /// <param name="isHit">Whether an entry with the field matches, by its number; null for all.</param>
    public static TextMatches Find(Session session, FieldFilter field, bool debug, Func<long, bool>? isAsked = null, ConversationScope? scope = null,
        DateTimeOffset? before = null, Func<long, bool>? isHit = null)
    {
        // Stored texts have no lone surrogates, so none equals a text that has one.
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
