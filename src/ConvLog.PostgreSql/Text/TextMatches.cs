using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="Days">Their days, in the same order.</param>
/// <param name="SearchedFrom">How far the search looked where it ended at a bound: of the conversations that began at or after this time, all that match are
/// there, and none that began before. Null where it looked at all.</param>
internal sealed record TextMatches(long[] Conversations, int[] Days, DateTimeOffset? SearchedFrom)
{
    /// <summary>Ends when so many conversations are found, and the time of the last document tells how far it looked.</summary>
    public const int MostConversations = 5_000;

    /// <summary>Ends after so many entries and turns of the scope that were read, where the time of the last document tells how far it looked.</summary>
    public const int MostCandidates = 50_000;

    /// <summary>The conversations that have one document with all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">What is searched for.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="entriesOnly">Whether utterances are left out.</param>
    /// <param name="asked">What the other filters let through; null for all. Only that is found.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="window">Whose documents are looked at, and of which conversations; by default all.</param>
    public static ValueTask<TextMatches> FindAsync(
        Session session, SearchTerms terms, bool debug, bool entriesOnly, RowSelection? asked, CancellationToken cancellationToken,
        DocumentWindow window = default)
        => new ConversationSearch(session, AskedOf(debug, asked), window with { EntriesOnly = entriesOnly }, text => terms.AreAllIn(text.Document))
            .RunAsync(DocumentQuery.Of(terms), cancellationToken);

    /// <summary>The conversations that have an entry with this field, not personal, of this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="asked">What the other filters let through; null for all. Only that is found.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="window">Whose documents are looked at, and of which conversations; by default all.</param>
    /// <param name="entries">Which entries with the field are asked for; null for all.</param>
    public static ValueTask<TextMatches> FindAsync(Session session, FieldFilter field, bool debug, RowSelection? asked,
        CancellationToken cancellationToken, DocumentWindow window = default, RowSelection? entries = null)
    {
        // What is kept has no lone surrogates, so nothing equals a text that has.
        if (TextRules.HasLoneSurrogate(field.Key) || TextRules.HasLoneSurrogate(field.Value))
        {
            return new(new TextMatches([], [], SearchedFrom: null));
        }

        Func<FoundText, bool>? isHit = entries is null && field.Forms.Count == 1 && FieldToken.IsExact(field.Value) ? null : text => field.IsIn(text.Fields);
        return new ConversationSearch(session, AskedOf(debug, asked), window with { EntriesOnly = true }, isHit, entries)
            .RunAsync(DocumentQuery.Of(field), cancellationToken);
    }

    private static RowSelection AskedOf(bool debug, RowSelection? asked)
    {
        string listed = RowSelection.All(debug).Sql;
        return asked?.And(listed) ?? new RowSelection(listed, []);
    }
}
