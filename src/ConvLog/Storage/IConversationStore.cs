using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Where conversations are kept and read back. Safe for any number of threads.</summary>
/// <remarks>
/// What it gives back is the full record, personal data included. Readers get theirs from <see cref="ConversationReader"/>, which passes the gate; nothing else reads a store.
/// </remarks>
public interface IConversationStore
{
    /// <summary>Writes records; when it returns, they are kept as safely as this store can. Writing one twice leaves one.</summary>
    /// <param name="records">The records, in the order they came to be.</param>
    /// <param name="cancellationToken">Gives up; what was written by then may stay.</param>
    ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Reads one conversation; null where there is none of this id.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default);

    /// <summary>Lists conversations, newest first by their beginning.</summary>
    /// <param name="query">Which, and which part of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<StoredPage> ListAsync(ConversationQuery query, CancellationToken cancellationToken = default);
}
