using System.Runtime.InteropServices;

namespace ConvLog.Storage;

/// <summary>The person whose conversations a list is filtered by, and what is personal besides.</summary>
/// <param name="User">The number of the end user whose pseudonym is asked for: an opening of the conversation names the user. Null for any.</param>
/// <param name="Number">The hash of the number that called or was called, normalized. Null for any.</param>
/// <param name="UserHash">The hash of the user's id that is asked for: what has expired, or is to be erased, is not found by it. Null for any.</param>
/// <param name="Attributes">The hashes of attributes, all of which a conversation must have; null for any.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UserFilter(long? User, byte[]? Number, byte[]? UserHash, byte[][]? Attributes)
{
    /// <summary>The id or number to look up; null where there is none, or this reader may not look for it.</summary>
    public static string? LookedUp(string? text, bool withPii) => withPii && !string.IsNullOrEmpty(text) ? text : null;

    /// <summary>
    /// The texts whose hashes lead to the attributes that are asked for; null where there are none, this reader may not look for them, or one matches nothing.
    /// </summary>
    public static IReadOnlyList<string>? LookedUp(IReadOnlyList<FieldFilter> attributes, bool withPii)
        => withPii && attributes.Count > 0 && attributes.All(AttributeValues.IsFindable) ? [.. attributes.Select(AttributeValues.HashedText)] : null;

    /// <summary>The person that the query's filters name together.</summary>
    /// <param name="query">The filters.</param>
    /// <param name="byPseudonym">The user's number by the pseudonym that is asked for; null where there is no such user.</param>
    /// <param name="number">The hash of the number that is asked for; null where it cannot be looked up.</param>
    /// <param name="userHash">The hash of the id that is asked for; null where it cannot be looked up.</param>
    /// <param name="attributes">The hashes of the attributes that are asked for; null where there are none, or they cannot be looked up.</param>
    /// <returns>Null where nobody meets all of them.</returns>
    public static UserFilter? Of(ConversationQuery query, long? byPseudonym, byte[]? number, byte[]? userHash, byte[][]? attributes)
    {
        bool isUnknown = (query.UserPseudonym is not null && byPseudonym is null)
            || (query.UserId is not null && userHash is null)
            || (query.Number is not null && number is null)
            || (query.Attributes.Count > 0 && attributes is null);
        return isUnknown ? null : new UserFilter(byPseudonym, number, userHash, attributes);
    }
}
