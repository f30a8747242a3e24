using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The conversations in which a text or a field's value was found, for the filters of lists.</summary>
/// <param name="Conversations">Their numbers.</param>
/// <param name="Days">Their days, in the same order.</param>
/// <param name="Stopped">Whether the search ended at a bound, so that more conversations may match: ones whose documents are older than those of the ones
/// found.</param>
internal sealed record TextMatches(long[] Conversations, int[] Days, bool Stopped)
{
    /// <summary>Ends after so many conversations are found.</summary>
    public const int MostConversations = 5_000;

    /// <summary>Ends after so many documents of the scope that the index names.</summary>
    public const int MostCandidates = 50_000;

    /// <summary>The conversations that have one document with all terms.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="terms">What is searched for.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="entriesOnly">Whether utterances are left out.</param>
    /// <param name="asked">What the other filters let through; null for all. Only that is found.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="scope">Whose documents are looked at; null for all.</param>
    public static async ValueTask<TextMatches> FindAsync(
        Session session, SearchTerms terms, bool debug, bool entriesOnly, ConversationSelection? asked, CancellationToken cancellationToken,
            ConversationScope? scope = null)
    {
        var search = new ConversationSearch(session, AskedOf(debug, asked), terms, scope);
        await search.LookAsync(DocumentTokens.Of(terms), entriesOnly, cancellationToken).ConfigureAwait(false);
        return search.Matches();
    }

    /// <summary>The conversations that have an entry with this field, not personal, of exactly this value.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="field">The field.</param>
    /// <param name="debug">Whether debugging is searched, and nothing else.</param>
    /// <param name="asked">What the other filters let through; null for all. Only that is found.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="scope">Whose documents are looked at; null for all.</param>
    /// <param name="entries">Which entries with the field are asked for; null for all.</param>
    public static async ValueTask<TextMatches> FindAsync(Session session, FieldFilter field, bool debug, ConversationSelection? asked,
        CancellationToken cancellationToken, ConversationScope? scope = null, EntrySelection? entries = null)
    {
        var search = new ConversationSearch(session, AskedOf(debug, asked), terms: null, scope, entries);

        // What is kept has no lone surrogates, so nothing equals a text that has.
        if (!TextRules.HasLoneSurrogate(field.Key) && !TextRules.HasLoneSurrogate(field.Value))
        {
            await search.LookAsync([DocumentTokens.Of(field.Key, field.Value)], entriesOnly: true, cancellationToken).ConfigureAwait(false);
        }

        return search.Matches();
    }

    private static ConversationSelection AskedOf(bool debug, ConversationSelection? asked)
    {
        string listed = ConversationSelection.All(debug).Sql;
        return asked?.And(listed) ?? new ConversationSelection(listed, []);
    }
}
