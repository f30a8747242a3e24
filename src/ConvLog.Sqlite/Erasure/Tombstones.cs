using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Prevents erased data from being written again: by the conversation's id, and for an erased user by the time of an opening.</summary>
internal static class Tombstones
{
    private const string AnyTombstone = "SELECT 1 FROM tombstone WHERE conversation_id = ?1";
    private const string InsertTombstone = "INSERT INTO tombstone (conversation_id) VALUES (?1) ON CONFLICT DO NOTHING";
    private const string AnyErasedUser = "SELECT 1 FROM erased_user LIMIT 1";
    private const string AnyErasedUserByHash = "SELECT 1 FROM erased_user WHERE hash = ?1 AND at >= ?2";
    private const string InsertErasedUser = "INSERT INTO erased_user (hash, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)";

    public static bool IsErased(Session session, string conversationId)
        => session[AnyTombstone].Bind(1, conversationId).Scalar() is not null;

    public static void Put(Session session, string conversationId)
        => session[InsertTombstone].Bind(1, conversationId).Run();

    /// <summary>Whether any user was ever erased. If not, users need not be identified.</summary>
    public static bool HasUsers(Session session) => session[AnyErasedUser].Scalar() is not null;

    /// <summary>Whether a user was erased, with conversations opened up to a time.</summary>
    public static bool IsErased(Session session, byte[] userHash, long opened)
        => session[AnyErasedUserByHash].BindBlob(1, userHash).Bind(2, opened).Scalar() is not null;

    public static void PutUser(Session session, byte[] userHash, long at)
        => session[InsertErasedUser].BindBlob(1, userHash).Bind(2, at).Run();
}
