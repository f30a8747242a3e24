using System.Globalization;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// How many parts of the text index gather before they are merged. Each transaction adds one; the fewer there are, the faster is a search, and the more often
/// is each word merged again.
/// </summary>
internal static class MergedParts
{
    // As the schema sets it.
    private const int Usual = 8;
    private const string AnyEntryTextConfig = "SELECT 1 FROM entry_text_config WHERE k = 'automerge' AND v > ?1";

    // The most that FTS5 takes.
    private const int InBulk = 64;

    /// <summary>Whether it is not as usual: a deletion of much goes on, or was cut off.</summary>
    public static bool AreMany(Session session) => session[AnyEntryTextConfig].Bind(1, Usual).Scalar() is not null;

    /// <summary>Lets more of them gather, in a transaction that writes: for one that is followed by many others.</summary>
    public static bool AllowMany(Session session) => Set(session, InBulk);

    /// <summary>Goes back to the usual, in a transaction that writes: what has gathered is merged with later ones, a little in each.</summary>
    public static bool AllowFew(Session session) => Set(session, Usual);

    private static bool Set(Session session, int parts)
    {
        session.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO entry_text (entry_text, rank) VALUES ('automerge', {parts}); INSERT INTO turn_text (turn_text, rank) VALUES ('automerge', {parts});"));
        return true;
    }
}
