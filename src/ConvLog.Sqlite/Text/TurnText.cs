using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>A turn in the text index.</summary>
internal static class TurnText
{
    private const string FindStartedOfTurn = "SELECT started FROM turn WHERE no = ?1";
    private const string InsertTurnText = "INSERT INTO turn_text (turn_text, rowid, tokens) VALUES ('delete', ?1, ?2)";
    private const string UpdateTurn = "UPDATE turn SET is_indexed = 0 WHERE no = ?1";

    /// <summary>
    /// Takes a turn out of the index, in the transaction that changes it and before the change. Several in one transaction cost least in the order of their
    /// numbers.
    /// </summary>
    /// <param name="session">The connection, in the transaction.</param>
    /// <param name="turn">The turn's number. It is in the index.</param>
    /// <param name="shownInput">The user's input as it stood, in the form that is shown.</param>
    /// <param name="shownResponse">The agent's response as it stood.</param>
    public static void Forget(Session session, long turn, string shownInput, string shownResponse)
    {
        // The index does not keep what it was given: it is told again, so that it finds what to take out.
        long started = session[FindStartedOfTurn].Bind(1, turn).Scalar() ?? 0;
        var tokens = new TokenBuffer();
        tokens.Add(SearchDocument.OfTurn(shownInput, shownResponse), started);
        session[InsertTurnText].Bind(1, turn).Bind(2, tokens.Slice(0, tokens.Length)).Run();
        session[UpdateTurn].Bind(1, turn).Run();
    }
}
