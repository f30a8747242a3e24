using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;

namespace ConvLog.Sqlite.Lists;

/// <summary>Looks up the user and the attributes by which a list is filtered.</summary>
internal static class UserFilterLookup
{
    private const string ByPseudonym = "SELECT no FROM user WHERE pseudonym = ?1";

    /// <summary>Finds the user; null if no user matches, or this reader may not search for users.</summary>
    public static UserFilter? Find(Session session, ConversationQuery query, bool withPii, PersonalReading personal)
    {
        long? byPseudonym = query.UserPseudonym is { } pseudonym ? session[ByPseudonym].Bind(1, pseudonym).Scalar() : null;
        byte[]? hash = HashOf(query.UserId, withPii, personal);
        byte[]? number = HashOf(PhoneNumber.Normalized(query.Number), withPii, personal);
        return UserFilter.Of(query, byPseudonym, number, hash, AttributesOf(query, withPii, personal));
    }

    private static byte[][]? AttributesOf(ConversationQuery query, bool withPii, PersonalReading personal)
    {
        var texts = UserFilter.LookedUp(query.Attributes, withPii);
        byte[][] hashes = [.. (texts ?? []).Select(personal.HashOf).OfType<byte[]>()];
        return hashes.Length == texts?.Count ? hashes : null;
    }

    private static byte[]? HashOf(string? text, bool withPii, PersonalReading personal)
        => UserFilter.LookedUp(text, withPii) is { } asked ? personal.HashOf(asked) : null;
}
