using ConvLog.Records;

namespace ConvLog.Storage.Reading;

/// <summary>The first calls of a page, out of all that were found so far, and one more that shows whether others follow.</summary>
/// <param name="query">The list.</param>
/// <param name="after">The position after which the page starts; null to begin.</param>
internal sealed class RankedCalls(CallListQuery query, CallPosition? after)
{
    private readonly SortedDictionary<CallPosition, (StoredCall Call, StoredSummary Conversation)> _calls = new(CallPosition.Order);

    /// <summary>What the last call is sorted by, once there are enough; null before.</summary>
    public long? Least => _calls.Count > query.Limit ? _calls.Keys.Last().Value : null;

    /// <summary>Adds a call. One that was added before is replaced.</summary>
    public void Add(StoredCall call, StoredSummary conversation)
    {
        var position = CallPosition.Of(call, query.Sort);
        if (after is not null && CallPosition.Order.Compare(position, after) <= 0)
        {
            return;
        }

        _calls[position] = (call, conversation);
        if (_calls.Count > query.Limit + 1)
        {
            _calls.Remove(_calls.Keys.Last());
        }
    }

    /// <summary>The page.</summary>
    /// <param name="examinedFrom">Calls that started at or before this tick are not all found; null if they are.</param>
    public (IReadOnlyList<(StoredCall Call, StoredSummary Conversation)> Calls, CallPosition? Next) Page(long? examinedFrom)
    {
        var known = _calls.Where(call => !(call.Key.Value <= examinedFrom)).ToList();
        var next = known.Count > query.Limit ? known[query.Limit - 1].Key : examinedFrom is { } time ? CallPosition.Before(time) : null;
        return ([.. known.Take(query.Limit).Select(static call => call.Value)], next);
    }
}
