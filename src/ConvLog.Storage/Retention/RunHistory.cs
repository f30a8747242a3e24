namespace ConvLog.Storage.Retention;

/// <summary>The latest hundred runs in memory. Thread-safe.</summary>
internal sealed class RunHistory : IRetentionRunStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, RetentionRun> _runs = [];

    public ValueTask<bool> ReclaimSpaceAsync(CancellationToken cancellationToken = default) => new(true);

    public ValueTask SaveRetentionRunAsync(RetentionRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_lock)
        {
            _runs[run.Id] = run;
            foreach (var old in Latest(_runs.Count).Skip(RetentionRun.MostKept).ToList())
            {
                _runs.Remove(old.Id);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_lock)
        {
            return new([.. Latest(limit)]);
        }
    }

    private IEnumerable<RetentionRun> Latest(int limit) => _runs.Values.OrderByDescending(static run => run.StartedAt).Take(limit);
}
