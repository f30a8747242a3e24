using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Retention;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite;

/// <content>Retention.</content>
public sealed partial class SqliteConversationStore
{
    private readonly RetentionWork _retention;

    /// <inheritdoc/>
    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        return _retention.PreviewAsync(cut, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="after"/> is not the end of a batch.</exception>
    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return _retention.ApplyAsync(cut, batchSize, after, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Also empties the logs of both files, so that no destroyed wrapped key and no personal payload is left in them. Words of expired conversations are
    /// removed from the text index afterwards, in the background. Work that a reader prevents is done later; until then, the figure <c>unclean_files</c> of
    /// health is 1.
    /// </remarks>
    public async ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default)
    {
        _database.EnsureWritable();
        try
        {
            bool isDataLogEmpty = await SpaceReclaim.RunAsync(_database, cancellationToken).ConfigureAwait(false);
            return _keysFile.EmptyLog() && isDataLogEmpty;
        }
        finally
        {
            _cleanUp.Wake();
        }
    }

    /// <inheritdoc/>
    public async ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        await _database.WriteAsync((session, token) => RetentionRunTable.PutAsync(session, run, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _database.ReadAsync((session, token) => RetentionRunTable.LatestAsync(session, limit, token), cancellationToken);
    }
}
