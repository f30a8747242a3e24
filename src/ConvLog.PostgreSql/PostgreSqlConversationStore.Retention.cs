using ConvLog.PostgreSql.Retention;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql;

/// <content>Retention.</content>
public sealed partial class PostgreSqlConversationStore
{
    private readonly RetentionWork _retention;

    /// <inheritdoc/>
    public async ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        await _summaries.UpdateAsync(cancellationToken).ConfigureAwait(false);
        return await _database.ReadAsync((session, token) => RetentionCount.PreviewAsync(session, cut, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>An expired partition is dropped as a whole if it has 1,000 conversations or more, whatever <paramref name="batchSize"/> is, or if it is
    /// empty.</remarks>
    /// <exception cref="ArgumentException"><paramref name="after"/> was not returned by a batch.</exception>
    public async ValueTask<RetentionBatch> ApplyRetentionAsync(
        RetentionCut cut, int batchSize, string? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        await _summaries.UpdateAsync(cancellationToken).ConfigureAwait(false); // Retention decides by the counts.
        return await _retention.ApplyAsync(cut, batchSize, after, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default)
    {
        await SpaceReclaim.RunAsync(_database, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        await _database.WriteAsync((session, token) => RetentionRunTable.PutAsync(session, run, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.WriteAsync((session, token) => RetentionRunTable.LatestAsync(session, limit, token), cancellationToken).ConfigureAwait(false);
    }
}
