using ConvLog.Storage.Access;

namespace ConvLog.Storage.InMemory;

/// <summary>The access log. Thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class InMemoryAccessLog(TimeProvider time) : IAccessLog, IAccessChain
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, (AccessRecord Access, AccessLink Link)> _accesses = [];
    private AccessLink _removed = AccessLink.None;
    private AccessLink _last = AccessLink.None;

    /// <inheritdoc/>
    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accesses);
        lock (_lock)
        {
            foreach (var (access, link) in accesses.Zip(AccessChain.Next(_last, accesses)))
            {
                _accesses.Add(link.Number, (access, link));
                _last = link;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (_lock)
        {
            var found = _accesses.Reverse().Where(pair => !(pair.Key >= query.Before) && Matches(pair.Value.Access, query)).Take(query.Limit + 1).ToList();
            return new(new AccessPage
            {
                Accesses = [.. found.Take(query.Limit).Select(static pair => pair.Value.Access)],
                Next = found.Count > query.Limit ? found[query.Limit - 1].Key : null,
            });
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessVerification> VerifyAccessAsync(AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => new AccessChainWalk(ReadChain, noted).RunAsync(time, cancellationToken);

    /// <summary>The accesses that a run of retention removes: by number, so that the rest of the chain begins after them.</summary>
    public IReadOnlyList<AccessLink> Expired(RetentionCut cut)
    {
        if (cut.AccessBefore is not { } before)
        {
            return [];
        }

        var expired = new ExpiredAccesses(before.UtcTicks, cut.At.UtcTicks, most: long.MaxValue);
        lock (_lock)
        {
            _ = _accesses.Values.All(row => expired.Examine(row.Link.Number, row.Access.At.UtcTicks));
            return [.. _accesses.Values.Select(static row => row.Link).TakeWhile(link => link.Number <= expired.Last)];
        }
    }

    /// <summary>Removes the first access of the chain.</summary>
    public bool Remove(AccessLink link)
    {
        lock (_lock)
        {
            if (!_accesses.Remove(link.Number))
            {
                return false;
            }

            _removed = link;
            return true;
        }
    }

    private ValueTask<AccessChainPart> ReadChain(long after, int most, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var rows = _accesses.Where(pair => pair.Key > after).Take(most)
                .Select(static pair => new AccessChainRow(pair.Key, AccessChain.ContentOf(pair.Value.Access), pair.Value.Link.Hash));
            return new(new AccessChainPart(_removed, _last, [.. rows]));
        }
    }

    private static bool Matches(AccessRecord access, AccessQuery query)
        => (query.ConversationId is null || string.Equals(access.ConversationId, query.ConversationId, StringComparison.Ordinal))
        && (query.Reader is null || string.Equals(access.Reader, query.Reader, StringComparison.Ordinal))
        && (query.Subject is null || string.Equals(access.Subject, query.Subject, StringComparison.Ordinal))
        && !(access.At < query.From)
        && !(access.At >= query.To);
}
