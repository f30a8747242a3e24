using System.Runtime.InteropServices;

namespace ConvLog.Storage.Contract;

/// <summary>The hashes and numbers by which a list is filtered for a person and other personal data.</summary>
/// <param name="User">The store's number of the end user with the requested pseudonym: an opening of the conversation names the user. Null for any.</param>
/// <param name="Number">The hash of the number that called or was called, normalized. Null for any.</param>
/// <param name="UserHash">The hash of the requested user ID; it finds no conversations that have expired or are to be erased. Null for any.</param>
/// <param name="Attributes">The hashes of attributes, all of which a conversation must have; null for any.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UserFilter(long? User, byte[]? Number, byte[]? UserHash, byte[][]? Attributes)
{
    /// <summary>The ID or number to look up; null if there is none, or this reader may not look it up.</summary>
    public static string? LookedUp(string? text, bool withPii) => withPii && !string.IsNullOrEmpty(text) ? text : null;

    /// <summary>
    /// The texts to hash for an attribute lookup; null if there are no attributes, the reader may not look them up, or one of them cannot match.
    /// </summary>
    public static IReadOnlyList<string>? LookedUp(IReadOnlyList<FieldFilter> attributes, bool withPii)
        => withPii && attributes.Count > 0 && attributes.All(AttributeValues.IsFindable) ? [.. attributes.Select(AttributeValues.HashedText)] : null;

    /// <summary>Combines the filters of a query that identify a person.</summary>
    /// <param name="query">The filters.</param>
    /// <param name="byPseudonym">The number of the user with the query's pseudonym; null if there is no such user.</param>
    /// <param name="number">The hash of the query's number; null if it cannot be looked up.</param>
    /// <param name="userHash">The hash of the query's user ID; null if it cannot be looked up.</param>
    /// <param name="attributes">The hashes of the query's attributes; null if there are none, or they cannot be looked up.</param>
    /// <returns>The filter; null if no conversation can match.</returns>
    public static UserFilter? Of(ConversationQuery query, long? byPseudonym, byte[]? number, byte[]? userHash, byte[][]? attributes)
    {
        bool isUnknown = (query.UserPseudonym is not null && byPseudonym is null)
            || (query.UserId is not null && userHash is null)
            || (query.Number is not null && number is null)
            || (query.Attributes.Count > 0 && attributes is null);
        return isUnknown ? null : new UserFilter(byPseudonym, number, userHash, attributes);
    }
}
