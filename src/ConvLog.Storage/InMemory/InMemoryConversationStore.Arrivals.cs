using ConvLog.Storage.InMemory;

namespace ConvLog.Storage;

/// <content>Arrivals.</content>
public sealed partial class InMemoryConversationStore
{
    private readonly InMemoryArrivals _arrivals;

    /// <inheritdoc/>
    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_arrivals.Read(after, limit, id => _conversations.TryGetValue(id, out var conversation) && conversation.IsOpened));
    }

    /// <inheritdoc/>
    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => new(_arrivals.Find(since));

    /// <inheritdoc/>
    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, TimeSpan.Zero);
        return _arrivals.WaitAsync(after, longest, cancellationToken);
    }
}
