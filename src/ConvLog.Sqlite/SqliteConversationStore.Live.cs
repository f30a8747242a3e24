using ConvLog.Sqlite.Live;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <content>Arrivals.</content>
public sealed partial class SqliteConversationStore
{
    private readonly Arrivals _arrivals;

    /// <inheritdoc/>
    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_arrivals.Read(after, limit));
    }

    /// <inheritdoc/>
    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => new(_arrivals.Find(since));

    /// <inheritdoc/>
    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        return _arrivals.WaitAsync(after, longest, cancellationToken);
    }
}
