using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="Days">Their days, in the same order.</param>
/// <param name="SearchedFrom">How far back a search that ended at a bound got: it includes all matching conversations that began at or after this time, and
/// none that began before. Null if the search was complete.</param>
internal sealed record TextMatches(long[] Conversations, int[] Days, DateTimeOffset? SearchedFrom)
{
    /// <summary>A search ends after this many conversations, and the time of the last document determines how far it got.</summary>
    public const int MostConversations = 1_000;

    /// <summary>A search ends after reading this many entries and turns of the scope. The time of the last document determines how far it got.</summary>
    public const int MostCandidates = 10_000;

    /// <summary>The conversations with a document that contains all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">The terms to find.</param>
    /// <param name="debug">Whether to search debugging conversations only; otherwise they are excluded.</param>
    /// <param name="entriesOnly">Whether turns are excluded.</param>
    /// <param name="selection">The conversations that the other filters match; null for all. Only those are returned.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="window">The documents and conversations to search; all by default.</param>
    public static ValueTask<TextMatches> FindAsync(
        Session session, SearchTerms terms, bool debug, bool entriesOnly, RowSelection? selection, CancellationToken cancellationToken,
        DocumentWindow window = default)
        => new ConversationSearch(
            session, CombineSelections(debug, selection), window with { EntriesOnly = entriesOnly }, text => terms.AreAllIn(text.Document))
            .RunAsync(DocumentQuery.Of(terms), cancellationToken);

    /// <summary>The conversations with an entry whose field, not personal, has this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether to search debugging conversations only; otherwise they are excluded.</param>
    /// <param name="selection">The conversations that the other filters match; null for all. Only those are returned.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="window">The documents and conversations to search; all by default.</param>
    /// <param name="entries">The entries to check; null for all.</param>
    public static ValueTask<TextMatches> FindAsync(Session session, FieldFilter field, bool debug, RowSelection? selection,
        CancellationToken cancellationToken, DocumentWindow window = default, RowSelection? entries = null)
    {
        // Stored text has no lone surrogates, so no stored text equals one that does.
        if (TextRules.HasLoneSurrogate(field.Key) || TextRules.HasLoneSurrogate(field.Value))
        {
            return new(new TextMatches([], [], SearchedFrom: null));
        }

        Func<FoundText, bool>? isHit = entries is null && field.Forms.Count == 1 && FieldToken.IsExact(field.Value) ? null : text => field.IsIn(text.Fields);
        return new ConversationSearch(session, CombineSelections(debug, selection), window with { EntriesOnly = true }, isHit, entries)
            .RunAsync(DocumentQuery.Of(field), cancellationToken);
    }

    private static RowSelection CombineSelections(bool debug, RowSelection? selection)
    {
        string listed = RowSelection.All(debug).Sql;
        return selection?.And(listed) ?? new RowSelection(listed, []);
    }
}
