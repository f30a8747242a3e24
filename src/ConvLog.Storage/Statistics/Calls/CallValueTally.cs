using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Counts values of calls, conversation by conversation. Not thread-safe.</summary>
internal sealed class CallValueTally
{
    private readonly Dictionary<string, Tally> _values = new(StringComparer.Ordinal);

    /// <param name="value">The value.</param>
    /// <param name="at">When its call started.</param>
    /// <param name="conversation">The number of its conversation, from 1: not less than that of the value before.</param>
    public void Count(string value, DateTimeOffset at, long conversation)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out bool exists);
        tally.Count++;
        tally.Conversations += tally.Latest == conversation ? 0 : 1;
        tally.Latest = conversation;
        tally.FirstAt = !exists || at < tally.FirstAt ? at : tally.FirstAt;
        tally.LastAt = !exists || at > tally.LastAt ? at : tally.LastAt;
    }

    /// <summary>The most frequent first, then in ordinal order.</summary>
    public IReadOnlyList<CallValueCount> ToCounts(int most) =>
    [
        .. _values.OrderByDescending(static value => value.Value.Count)
            .ThenBy(static value => value.Key, Utf8Order.Instance)
            .Take(most)
            .Select(static value => new CallValueCount
            {
                Value = value.Key,
                Count = value.Value.Count,
                Conversations = value.Value.Conversations,
                FirstAt = value.Value.FirstAt.ToUniversalTime(),
                LastAt = value.Value.LastAt.ToUniversalTime(),
            }),
    ];

    // "Latest" is the number of the conversation that had it last, from 1.
    private record struct Tally(long Count, long Conversations, long Latest, DateTimeOffset FirstAt, DateTimeOffset LastAt);
}
