using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Looks up the person, and the attributes, that a list is filtered by.</summary>
internal static class UserFilterLookup
{
    private const string ByPseudonym = "SELECT no FROM #.end_user WHERE pseudonym = $1";

    /// <summary>Looks up the person; null if no one matches, or this reader may not search for them.</summary>
    public static async ValueTask<UserFilter?> FindAsync(Session session, ConversationQuery query, bool withPii, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        long? byPseudonym = query.UserPseudonym is { } pseudonym
            ? await session.NumberAsync(ByPseudonym, [pseudonym], cancellationToken).ConfigureAwait(false) : null;
        byte[]? hash = await HashOfAsync(query.UserId, withPii, personal, cancellationToken).ConfigureAwait(false);
        byte[]? number = await HashOfAsync(PhoneNumber.Normalized(query.Number), withPii, personal, cancellationToken).ConfigureAwait(false);
        byte[][]? attributes = await AttributesOfAsync(query, withPii, personal, cancellationToken).ConfigureAwait(false);
        return UserFilter.Of(query, byPseudonym, number, hash, attributes);
    }

    private static async ValueTask<byte[][]?> AttributesOfAsync(
        ConversationQuery query, bool withPii, PersonalReading personal, CancellationToken cancellationToken)
    {
        if (UserFilter.LookedUp(query.Attributes, withPii) is not { } texts)
        {
            return null;
        }

        var hashes = new List<byte[]>();
        foreach (string text in texts)
        {
            if (await personal.HashOfAsync(text, cancellationToken).ConfigureAwait(false) is not { } hash)
            {
                return null;
            }

            hashes.Add(hash);
        }

        return [.. hashes];
    }

    private static async ValueTask<byte[]?> HashOfAsync(string? text, bool withPii, PersonalReading personal, CancellationToken cancellationToken)
        => UserFilter.LookedUp(text, withPii) is { } asked ? await personal.HashOfAsync(asked, cancellationToken).ConfigureAwait(false) : null;
}
