using System.Runtime.InteropServices;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <summary>Whom a list asks for.</summary>
/// <param name="User">The end user's number; null where anyone's conversations are asked for.</param>
/// <param name="Number">The hash of the number that called or was called; null for any.</param>
/// <param name="UserHash">The hash of the user's id, where that is asked for: what has expired, or is to be erased, is not found by it. Null for any.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedPerson(long? User, byte[]? Number, byte[]? UserHash)
{
    private const string ByHash = "SELECT no FROM #.end_user WHERE hash = $1";
    private const string ByPseudonym = "SELECT no FROM #.end_user WHERE pseudonym = $1";

    /// <summary>Finds whom; null where nobody is the one that is asked for, or may be looked for by this reader.</summary>
    public static async ValueTask<AskedPerson?> OfAsync(Session session, ConversationQuery query, bool withPii, PersonalReading personal, CancellationToken cancellationToken)
    {
        long? byPseudonym = query.UserPseudonym is { } pseudonym ? await session.NumberAsync(ByPseudonym, [pseudonym], cancellationToken).ConfigureAwait(false) : null;
        byte[]? hash = await HashOfAsync(query.UserId, withPii, personal, cancellationToken).ConfigureAwait(false);
        long? byId = hash is { } user ? await session.NumberAsync(ByHash, [user], cancellationToken).ConfigureAwait(false) : null;
        byte[]? number = await HashOfAsync(query.Number, withPii, personal, cancellationToken).ConfigureAwait(false);
        bool isUnknown = (query.UserPseudonym is not null && byPseudonym is null)
            || (query.UserId is not null && byId is null)
            || (query.Number is not null && number is null)
            || (byPseudonym is not null && byId is not null && byPseudonym != byId);
        return isUnknown ? null : new AskedPerson(byId ?? byPseudonym, number, hash);
    }

    private static async ValueTask<byte[]?> HashOfAsync(string? text, bool withPii, PersonalReading personal, CancellationToken cancellationToken)
        => withPii && !string.IsNullOrEmpty(text) ? await personal.HashOfAsync(text, cancellationToken).ConfigureAwait(false) : null;
}
