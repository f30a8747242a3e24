using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Erasure;

/// <summary>What was erased is not written again: by the conversation's id, and of an erased user by when a conversation was opened.</summary>
internal static class Tombstones
{
    public static bool IsErased(Session session, string conversationId)
        => session["SELECT 1 FROM tombstone WHERE conversation_id = ?1"].Bind(1, conversationId).Scalar() is not null;

    public static void Put(Session session, string conversationId)
        => session["INSERT INTO tombstone (conversation_id) VALUES (?1) ON CONFLICT DO NOTHING"].Bind(1, conversationId).Run();

    /// <summary>Whether any user was ever erased: else there is no need to tell who a user is.</summary>
    public static bool HasUsers(Session session) => session["SELECT 1 FROM erased_user LIMIT 1"].Scalar() is not null;

    /// <summary>Whether a user was erased, with conversations opened up to a time.</summary>
    public static bool IsErased(Session session, byte[] userHash, long opened)
        => session["SELECT 1 FROM erased_user WHERE hash = ?1 AND at >= ?2"].BindBlob(1, userHash).Bind(2, opened).Scalar() is not null;

    public static void PutUser(Session session, byte[] userHash, long at)
        => session["INSERT INTO erased_user (hash, at) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)"].BindBlob(1, userHash).Bind(2, at).Run();
}
