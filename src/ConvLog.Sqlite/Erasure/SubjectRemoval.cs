using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Deletes the subjects of conversations. A user can be found by the id as long as a conversation with personal data of the user exists that is not to be
/// erased.
/// </summary>
internal static class SubjectRemoval
{
    private const string IsFoundByAnother = """
        SELECT 1 FROM subject AS other JOIN conversation ON conversation.no = other.conversation
        WHERE other.kind = 0 AND other.hash = ?2 AND other.conversation <> ?1 AND conversation.erasure_pending = 0 LIMIT 1
        """;
    private const string DeleteSubject = "DELETE FROM subject WHERE conversation = ?1";
    private const string UpdateUser = "UPDATE user SET hash = NULL WHERE no = ?1";

    private const string DeleteUser = """
        DELETE FROM user WHERE no = ?1 AND hash IS NULL
            AND NOT EXISTS (SELECT 1 FROM writer WHERE writer.user = ?1) AND NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.user = ?1)
        """;

    private const string UsersOf = """
        SELECT user.no, user.hash
        FROM subject
        JOIN user ON user.hash = subject.hash
        WHERE subject.conversation = ?1 AND subject.kind = 0
        """;

    /// <summary>For a conversation that loses its personal data: its users are kept as pseudonyms if an opening names them.</summary>
    public static void Pseudonymize(Session session, long conversation)
    {
        var users = Users(session, conversation);
        Hide(session, conversation, users);
        session[DeleteSubject].Bind(1, conversation).Run();
        foreach (var (user, _) in users)
        {
            Delete(session, user);
        }
    }

    /// <summary>For a conversation that is to be erased and is on hold: another erasure of the same user still finds it.</summary>
    public static void Hide(Session session, long conversation) => Hide(session, conversation, Users(session, conversation));

    /// <summary>Deletes a user who can no longer be found and is no longer named.</summary>
    public static void Delete(Session session, long user) => session[DeleteUser].Bind(1, user).Run();

    private static void Hide(Session session, long conversation, List<(long Number, byte[] Hash)> users)
    {
        foreach (var (user, hash) in users)
        {
            if (session[IsFoundByAnother].Bind(1, conversation).BindBlob(2, hash).Scalar() is null)
            {
                session[UpdateUser].Bind(1, user).Run();
            }
        }
    }

    private static List<(long Number, byte[] Hash)> Users(Session session, long conversation)
    {
        var users = new List<(long Number, byte[] Hash)>();
        var rows = session[UsersOf].Bind(1, conversation);
        while (rows.Step())
        {
            users.Add((rows.Int64(0), rows.Bytes(1).ToArray()));
        }

        return users;
    }
}
