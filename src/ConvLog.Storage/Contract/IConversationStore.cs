using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>Stores conversations and reads them back. Safe for any number of threads.</summary>
/// <remarks>
/// <para>
/// A store returns full records, including personal data. Readers use <see cref="ConversationReader"/>, which applies the privacy gate; no other code reads a
/// store.
/// </para>
/// <para>A call that fails throws <see cref="ConversationStoreException"/>, whose <see cref="ConversationStoreException.Fault"/> says whether a retry can
/// succeed.</para>
/// <para>
/// Debug conversations are in no list, statistic or search unless <see cref="ConversationEnvironment.Debug"/> is requested explicitly. Records of a
/// conversation without a stored opening are kept, but are not returned by any read.
/// </para>
/// <para>
/// A store needs only these members. Further capabilities are interfaces that a store may implement as well, see <see cref="StoreCapabilities"/>: without
/// one, the API answers 501 and the console hides the pages that need it.
/// </para>
/// </remarks>
public interface IConversationStore : IConversationLists, IErasureStore, IRetentionStore, IAccessLog
{
    /// <summary>
    /// Writes records atomically; when the call returns, they are as durable as the store allows, and so are earlier changes that were not
    /// confirmed at the time, even if there are no records. A record that is written twice is stored once.
    /// </summary>
    /// <param name="records">The records, in the order in which they were created.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written before the cancellation may be kept.</param>
    /// <exception cref="WriterRefusedException">
    /// Some openings name another account, project or agent than their conversations have. No records of these openings or their writers are stored, now or
    /// later; all other records were stored.
    /// </exception>
    /// <remarks>
    /// An opening without agent, account or project inherits those of the conversation. The first opening that sets one of them must also name the others that
    /// are known. Names are compared character by character: a different case or white space is a different name.
    /// </remarks>
    ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Reads one conversation; null if there is none with this ID.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full; default all. A store may return more; the privacy gate removes it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadAsync(string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a conversation's summary, turns, changes of state, metrics and handoffs; null if there is none with this ID. The default implementation reads the
    /// whole conversation.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadAsync(conversationId, personal, cancellationToken);

    /// <summary>
    /// Reads one conversation, with everything that any host has written, for a caller that decides what to write next. The default implementation is
    /// <see cref="ReadAsync"/>, which may lag in a store that reads from a replica.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredConversation?> ReadCurrentAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadAsync(conversationId, personal, cancellationToken);

    /// <summary>The same as <see cref="ReadTurnsAsync"/>, with everything that any host has written, see <see cref="ReadCurrentAsync"/>.</summary>
    /// <inheritdoc cref="ReadCurrentAsync"/>
    ValueTask<StoredConversation?> ReadCurrentTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadTurnsAsync(conversationId, personal, cancellationToken);

    /// <summary>
    /// The same as <see cref="IConversationLists.ReadSummaryAsync"/>, with everything that any host has written, see <see cref="ReadCurrentAsync"/>.
    /// </summary>
    /// <inheritdoc cref="ReadCurrentAsync"/>
    ValueTask<StoredSummary?> ReadCurrentSummaryAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => ReadSummaryAsync(conversationId, personal, cancellationToken);

    /// <summary>Reads a part of a conversation's log, in order; empty if there is no conversation with this ID.</summary>
    /// <param name="query">The part to read. Without <see cref="LogQuery.WithPii"/>, entries and API responses that are personal as a whole are left
    /// out.</param>
    /// <param name="personal">The personal data to read in full, as for <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until lists, statistics and searches include everything that was written before the call, for callers that make decisions based on them, such as
    /// an alert or an export. The default implementation returns immediately.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask BringUpToDateAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>Checks the health of the store. Does not throw if the store is unhealthy.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default);
}
