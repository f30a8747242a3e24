using ConvLog.Sinks;

namespace ConvLog.Storage.Sinks;

/// <summary>The state of a store sink at one moment, for health.</summary>
/// <param name="Queue">What waits and what became of the rest.</param>
/// <param name="Capacity">How many records may wait.</param>
/// <param name="Writing">The state of writing.</param>
/// <param name="SinceDrop">The time since the last drop; null before the first one.</param>
/// <param name="Oldest">The age of the oldest pending record; null if it is unknown.</param>
/// <param name="Now">The current time.</param>
internal readonly record struct SinkState(SinkQueue<QueuedRecord> Queue, long Capacity, WritingState Writing, TimeSpan? SinceDrop, TimeSpan? Oldest,
    DateTimeOffset Now);
