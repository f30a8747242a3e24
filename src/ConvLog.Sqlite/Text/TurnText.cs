using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Adds turns to the text index, and removes them.</summary>
internal static class TurnText
{
    private const string FindStartedOfTurn = "SELECT started FROM turn WHERE no = ?1";
    private const string DeleteText = "INSERT INTO text_index (text_index, rowid, words) VALUES ('delete', ?1, ?2)";
    private const string UpdateTurn = "UPDATE turn SET is_indexed = 0 WHERE no = ?1";

    /// <summary>
    /// Removes a turn from the index, in the transaction that changes it and before the change. Several removals in one transaction are cheapest in the order
    /// of their numbers.
    /// </summary>
    /// <param name="session">The connection, in the transaction.</param>
    /// <param name="turn">The turn's number. It is in the index.</param>
    /// <param name="shownInput">The user's input before the change, in its shown form.</param>
    /// <param name="shownResponse">The agent's response before the change, in its shown form.</param>
    public static void RemoveFromIndex(Session session, long turn, string shownInput, string shownResponse)
    {
        // The index does not store the words of a document, so they must be passed again to delete it.
        long started = session[FindStartedOfTurn].Bind(1, turn).Scalar() ?? 0;
        var words = new DocumentWords();
        Include(words, SearchDocument.OfTurn(shownInput, shownResponse), started, fields: default);
        session[DeleteText].Bind(1, DocumentNumber.OfTurn(turn)).Bind(2, words.Slice(0, words.Length)).Run();
        session[UpdateTurn].Bind(1, turn).Run();
    }

    /// <summary>Adds a text and its time to the current document.</summary>
    public static void Include(DocumentWords words, SearchDocument text, long ticks, LogFields fields)
    {
        words.Include(text, fields);
        words.Include(TimeWords.HourOf(ticks), TimeWords.Of);
    }
}
