using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>
/// Lists and searches of conversations: those of a store, each read on its own, or those of one moment, see <see cref="ISnapshotStore"/>.
/// </summary>
public interface IConversationLists
{
    /// <summary>Lists conversations.</summary>
    /// <param name="query">The filters, the sort order and the page.</param>
    /// <param name="withPii">Whether personal entries count in filters, sort values and positions.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="IConversationStore.ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>Lists the IDs of all agents that have a conversation other than debug conversations, in ordinal order.</summary>
    /// <param name="scope">The conversations that may be read.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken cancellationToken = default);

    /// <summary>Searches utterances and entries for a text. Personal text is never searched, for any reader.</summary>
    /// <param name="query">The text and the filters.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads the summary of one conversation, as lists show it; null if there is none with this ID.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="IConversationStore.ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);
}
