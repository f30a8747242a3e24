using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>The end users whom the openings of a conversation named.</summary>
internal static class NamedUsers
{
    /// <summary>Each user once, in the order in which the first opening of each was heard of.</summary>
    /// <param name="openings">The user of each opening that names one, in their order.</param>
    /// <param name="latest">The pseudonym of the user by whom the conversation itself goes; null for none.</param>
    /// <returns>Empty where there is no other than <paramref name="latest"/>: see <see cref="StoredSummary.Users"/>.</returns>
    public static IReadOnlyList<ConversationUser> Of(IEnumerable<ConversationUser> openings, string? latest)
    {
        var users = new List<ConversationUser>();
        foreach (var named in openings)
        {
            int place = users.FindIndex(user => string.Equals(user.Pseudonym, named.Pseudonym, StringComparison.Ordinal));
            if (place < 0)
            {
                users.Add(named);
            }
            else if (named.UserId is not null)
            {
                users[place] = named;
            }
        }

        return users is [var only] && string.Equals(only.Pseudonym, latest, StringComparison.Ordinal) ? [] : users;
    }
}
