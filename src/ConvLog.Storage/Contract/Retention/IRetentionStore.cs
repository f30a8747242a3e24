namespace ConvLog.Storage;

/// <summary>What expires. A part of <see cref="IConversationStore"/>; <c>ConversationRetention</c> decides when and how much.</summary>
/// <remarks>
/// <para>A legal hold keeps a conversation as it is, whenever it is placed before the batch that would take it. A conversation that becomes active again before
/// that stays too.</para>
/// <para>An expired conversation leaves no tombstone: records that arrive later start a new conversation under its ID.</para>
/// <para>
/// Records of a conversation without an opening are removed as a whole, by the first clock that expires, and are not counted. Its last activity is the latest
/// time of its records; personal entries and API responses count only where there is nothing else.
/// </para>
/// <para>
/// Without its personal data, a conversation is what a reader without the permission saw of it, for everyone: personal entries are gone, personal values have
/// their shown form, its user is a pseudonym that can no longer be found by the user's ID, and <see cref="Records.StoredSummary.PiiPurgedAt"/> says when,
/// whether or not it had any.
/// </para>
/// </remarks>
public interface IRetentionStore
{
    /// <summary>Counts what a run would do now.</summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does a part of a run, in short transactions: writers are not kept waiting. Each conversation goes whole or stays whole, whatever happens.
    /// </summary>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="batchSize">How many conversations or reads at most, from 1.</param>
    /// <param name="after">Where the batch before ended, <see cref="RetentionBatch.Next"/>; null to begin.</param>
    /// <param name="cancellationToken">A token to cancel the operation between two transactions.</param>
    ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives space that is free back to the disk, in short steps, and removes the destroyed keys and deleted personal data from logs that the store keeps. The
    /// end of a run.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation between steps.</param>
    /// <returns>Whether none are left in those logs; false where a reader still needs one, which the store then empties later. True for a store that promises
    /// no more than unreadable.</returns>
    ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps how a run stands, in place of what was kept of the same. The latest hundred are kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default);

    /// <summary>The runs that are kept, the latest first.</summary>
    /// <param name="limit">At most so many, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default);
}
