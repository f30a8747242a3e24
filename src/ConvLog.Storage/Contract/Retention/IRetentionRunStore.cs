namespace ConvLog.Storage;

/// <summary>Ends the runs of retention and keeps their history. A capability of a store, see <see cref="StoreCapabilities.RetentionRuns"/>.</summary>
public interface IRetentionRunStore
{
    /// <summary>
    /// Returns free space to the disk, in short steps, and removes destroyed keys and deleted personal data from the logs of the store. The last step of a run.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation between steps.</param>
    /// <returns>Whether no such data is left in these logs; false if a reader still needs a log, which the store then clears later. True for a store that
    /// only guarantees that the data is unreadable.</returns>
    ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves the state of a run, replacing the saved state of the same run. The latest hundred runs are kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default);

    /// <summary>Reads the saved runs, the latest first.</summary>
    /// <param name="limit">The maximum number of runs, from 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default);
}
