using System.Runtime.InteropServices;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics;

/// <summary>Counts values, such as the statuses of calls or the messages of errors, conversation by conversation. Not thread-safe.</summary>
internal sealed class ValueTally
{
    private readonly Dictionary<string, Tally> _values = new(StringComparer.Ordinal);

    /// <param name="value">The value.</param>
    /// <param name="at">Its time.</param>
    /// <param name="conversation">The number of its conversation, from 1, in non-descending order.</param>
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

    /// <summary>Serializes the tally.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write(_values.Count);
        foreach (var (value, tally) in _values)
        {
            writer.Write(value);
            writer.Write(tally.Count);
            writer.Write(tally.Conversations);
            writer.Write(tally.FirstAt.UtcTicks);
            writer.Write(tally.LastAt.UtcTicks - tally.FirstAt.UtcTicks);
        }
    }

    /// <summary>Adds a serialized tally of other conversations.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            var (value, count, conversations, first) = (reader.ReadText(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadTime());
            Add(value, new Tally(count, conversations, Latest: 0, first, first.AddTicks(reader.ReadInt64())));
        }
    }

    /// <summary>Adds a tally of other conversations.</summary>
    public void Add(ValueTally other)
    {
        foreach (var (value, tally) in other._values)
        {
            Add(value, tally);
        }
    }

    private void Add(string value, in Tally other)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, value, out bool exists);
        tally.Count += other.Count;
        tally.Conversations += other.Conversations;
        tally.FirstAt = !exists || other.FirstAt < tally.FirstAt ? other.FirstAt : tally.FirstAt;
        tally.LastAt = !exists || other.LastAt > tally.LastAt ? other.LastAt : tally.LastAt;
    }

    // "Latest" is the number of the last conversation with this value, from 1.
    private record struct Tally(long Count, long Conversations, long Latest, DateTimeOffset FirstAt, DateTimeOffset LastAt);
}
