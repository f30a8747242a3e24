using System.Security.Cryptography;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Keys;

/// <summary>End users: found by a keyed hash of their id, shown to readers without the permission by a random pseudonym.</summary>
internal static class Users
{
    /// <summary>The number of a user, given at the first mention; null for a user that is not known.</summary>
    public static long? NumberOf(Session session, DataKeys keys, string? userId)
    {
        if (string.IsNullOrEmpty(userId))
        {
            return null;
        }

        byte[] hash = keys.HashOf(userId);
        if (session["SELECT no FROM user WHERE hash = ?1"].BindBlob(1, hash).Scalar() is { } number)
        {
            return number;
        }

        // Random, so that it says nothing of the user.
        string pseudonym = $"user-{Convert.ToHexString(RandomNumberGenerator.GetBytes(6)).ToLowerInvariant()}";
        session["INSERT INTO user (hash, pseudonym) VALUES (?1, ?2)"].BindBlob(1, hash).Bind(2, pseudonym).Run();
        return session.LastRowId;
    }

    /// <summary>What a user is called in the lists; null for one who is not known, or not any more.</summary>
    public static string? PseudonymOf(Session session, byte[] hash)
    {
        var row = session["SELECT pseudonym FROM user WHERE hash = ?1"].BindBlob(1, hash);
        try
        {
            return row.Step() ? row.Text(0) : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
