using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Sqlite;

/// <summary>End users: found by a keyed hash of their id, shown to readers without the permission by a random pseudonym.</summary>
internal static class Users
{
    private const string KeyName = "user_hash_key";

    /// <summary>The number of a user, given at the first mention; null for a user that is not known.</summary>
    public static long? NumberOf(Session session, string? userId)
    {
        if (string.IsNullOrEmpty(userId))
        {
            return null;
        }

        byte[] hash = HashOf(session, userId);
        if (session["SELECT no FROM user WHERE hash = ?1"].BindBlob(1, hash).Scalar() is { } number)
        {
            return number;
        }

        // Random, so that it says nothing of the user.
        string pseudonym = $"user-{Convert.ToHexString(RandomNumberGenerator.GetBytes(6)).ToLowerInvariant()}";
        session["INSERT INTO user (hash, pseudonym) VALUES (?1, ?2)"].BindBlob(1, hash).Bind(2, pseudonym).Run();
        return session.LastRowId;
    }

    /// <summary>The hash by which a user is found. Without the file's key it tells nothing of the id.</summary>
    public static byte[] HashOf(Session session, string userId) => HMACSHA256.HashData(Key(session), Encoding.UTF8.GetBytes(userId));

    private static byte[] Key(Session session)
    {
        var statement = session["SELECT value FROM meta WHERE key = ?1"].Bind(1, KeyName);
        try
        {
            if (statement.Step())
            {
                return statement.Bytes(0).ToArray();
            }
        }
        finally
        {
            statement.Reset();
        }

        byte[] key = RandomNumberGenerator.GetBytes(32);
        session["INSERT INTO meta (key, value) VALUES (?1, ?2)"].Bind(1, KeyName).BindBlob(2, key).Run();
        return key;
    }
}
