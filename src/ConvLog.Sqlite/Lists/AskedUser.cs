using System.Runtime.InteropServices;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>The end user a list asks for.</summary>
/// <param name="Number">The user's number; null where anyone's conversations are asked for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedUser(long? Number)
{
    private const string ByHash = "SELECT no FROM user WHERE hash = ?1";
    private const string ByPseudonym = "SELECT no FROM user WHERE pseudonym = ?1";
    private const string Anyone = "SELECT 1 FROM user LIMIT 1";

    /// <summary>Finds the user; null where nobody is the one that is asked for, or may be looked for by this reader.</summary>
    public static AskedUser? Of(Session session, ConversationQuery query, bool withPii)
    {
        long? byPseudonym = query.UserPseudonym is { } pseudonym ? session[ByPseudonym].Bind(1, pseudonym).Scalar() : null;
        long? byId = query.UserId is { } id && withPii ? WithId(session, id) : null;
        if ((query.UserPseudonym is not null && byPseudonym is null) || (query.UserId is not null && byId is null))
        {
            return null;
        }

        return byPseudonym is not null && byId is not null && byPseudonym != byId ? null : new AskedUser(byId ?? byPseudonym);
    }

    // The key of the hash is made with the first user.
    private static long? WithId(Session session, string id)
        => session[Anyone].Scalar() is null ? null : session[ByHash].BindBlob(1, Users.HashOf(session, id)).Scalar();
}
