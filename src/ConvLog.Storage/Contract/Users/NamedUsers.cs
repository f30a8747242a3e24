using ConvLog.Records;

namespace ConvLog.Storage.Contract.Users;

/// <summary>The end users that the openings of a conversation name.</summary>
internal static class NamedUsers
{
    /// <summary>Each user once, in the order of the first opening that names the user.</summary>
    /// <param name="openings">The user of each opening that names one, in their order.</param>
    /// <param name="latest">The pseudonym of the conversation's current user; null for none.</param>
    /// <returns>The users; empty if <paramref name="latest"/> is the only one: see <see cref="StoredSummary.Users"/>.</returns>
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
