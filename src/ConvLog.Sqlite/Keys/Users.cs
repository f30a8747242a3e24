using System.Security.Cryptography;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Keys;

/// <summary>End users: found by a keyed hash of their id, shown to readers without the permission by a random pseudonym.</summary>
internal static class Users
{
    private const string FindUser = "SELECT no FROM user WHERE hash = ?1";
    private const string InsertUser = "INSERT INTO user (hash, pseudonym) VALUES (?1, ?2)";
    private const string FindPseudonymOfUser = "SELECT pseudonym FROM user WHERE hash = ?1";

    /// <summary>The number of a user, assigned at the first mention.</summary>
    public static long NumberOf(Session session, byte[] hash)
    {
        if (session[FindUser].BindBlob(1, hash).Scalar() is { } number)
        {
            return number;
        }

        // Random, so that it reveals nothing about the user.
        string pseudonym = $"user-{Convert.ToHexString(RandomNumberGenerator.GetBytes(6)).ToLowerInvariant()}";
        session[InsertUser].BindBlob(1, hash).Bind(2, pseudonym).Run();
        return session.LastRowId;
    }

    /// <summary>The pseudonym of a user in lists; null if the user is not known, or no longer known.</summary>
    public static string? PseudonymOf(Session session, byte[] hash)
    {
        var row = session[FindPseudonymOfUser].BindBlob(1, hash);
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
