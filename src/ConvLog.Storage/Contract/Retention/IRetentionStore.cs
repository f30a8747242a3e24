namespace ConvLog.Storage;

/// <summary>Deletes expired data. A part of <see cref="IConversationStore"/>; <c>ConversationRetention</c> decides when and how much.</summary>
/// <remarks>
/// <para>A conversation under legal hold is left unchanged if the hold is placed before the batch that would delete or redact the conversation. A
/// conversation that becomes active again before that batch is kept as well.</para>
/// <para>An expired conversation leaves no tombstone: records that arrive later start a new conversation under its ID.</para>
/// <para>
/// Records of a conversation without an opening are deleted together when the first of the two periods expires, and are not counted. The last activity is the
/// latest time of these records; personal entries and API responses count only if there are no others.
/// </para>
/// <para>
/// After its personal data is deleted, every reader sees a conversation as a reader without the permission saw it before: personal entries are deleted,
/// personal values are redacted, the user is a pseudonym that can no longer be found by the user's ID, and
/// <see cref="ConvLog.Records.StoredSummary.PiiPurgedAt"/> holds the time, even if the conversation had no personal data.
/// </para>
/// </remarks>
public interface IRetentionStore
{
    /// <summary>Counts the data that a run would delete now.</summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default);

    /// <summary>
    /// Executes one batch of a run, in short transactions that do not block writers. Each conversation is processed completely or not at all, even after a
    /// failure.
    /// </summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="batchSize">The maximum number of conversations or access log records, from 1.</param>
    /// <param name="after">The <see cref="RetentionBatch.Next"/> of the previous batch; null for the first batch.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default);
}
