using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Retention;

/// <summary>A store that fails batches before they begin, or after they are done.</summary>
internal sealed class UnreliableRetention(InMemoryConversationStore inner) : IRetentionStore, IRetentionRunStore
{
    private int _batches;

    /// <summary>Whether a batch, by its number from 1, fails before it begins.</summary>
    public Func<int, bool> FailsBefore { get; init; } = static _ => false;

    /// <summary>Whether a batch, by its number from 1, fails after it is done.</summary>
    public Func<int, bool> FailsAfter { get; init; } = static _ => false;

    public async ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null,
        CancellationToken cancellationToken = default)
    {
        int batch = ++_batches;
        if (FailsBefore(batch))
        {
            throw KeptConversations.Unavailable();
        }

        var done = await inner.ApplyRetentionAsync(cut, batchSize, after, cancellationToken);
        return FailsAfter(batch) ? throw KeptConversations.Unavailable() : done;
    }

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken cancellationToken = default)
        => inner.PreviewRetentionAsync(cut, cancellationToken);

    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default) => inner.ReclaimSpaceAsync(cancellationToken);

    public ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
        => inner.SaveRetentionRunAsync(run, cancellationToken);

    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
        => inner.ReadRetentionRunsAsync(limit, cancellationToken);
}
