namespace ConvLog.Storage;

/// <content>Who read personal data.</content>
public sealed partial class InMemoryConversationStore
{
    private readonly SortedDictionary<long, AccessRecord> _accesses = [];
    private long _accessNumbers;

    /// <inheritdoc/>
    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        lock (_gate)
        {
            foreach (var access in accesses)
            {
                _accesses.Add(++_accessNumbers, access);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_gate)
        {
            var found = _accesses.Reverse().Where(pair => !(pair.Key >= query.Before) && Matches(pair.Value, query)).Take(query.Limit + 1).ToList();
            return new(new AccessPage([.. found.Take(query.Limit).Select(static pair => pair.Value)], found.Count > query.Limit ? found[query.Limit - 1].Key : null));
        }
    }

    private static bool Matches(AccessRecord access, AccessQuery query)
        => (query.ConversationId is null || string.Equals(access.ConversationId, query.ConversationId, StringComparison.Ordinal))
        && (query.Reader is null || string.Equals(access.Reader, query.Reader, StringComparison.Ordinal))
        && !(access.At < query.From)
        && !(access.At >= query.To);
}
