using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Lists end users. A capability of a store, see <see cref="StoreCapabilities.Users"/>.</summary>
public interface IUserStore
{
    /// <summary>
    /// Lists the end users of conversations, the latest conversation first, then by pseudonym in ordinal order. Personal entries do not affect the result.
    /// </summary>
    /// <param name="query">The filters and the page.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="IConversationStore.ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredUserPage> ListUsersAsync(UserQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);
}
