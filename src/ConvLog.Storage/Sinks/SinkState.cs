using ConvLog.Sinks;

namespace ConvLog.Storage.Sinks;

/// <summary>The state of a store sink at one moment, for health.</summary>
/// <param name="Queue">The queue, with the counts of stored and dropped records.</param>
/// <param name="Capacity">The maximum number of queued records.</param>
/// <param name="Writing">The state of writing.</param>
/// <param name="SinceDrop">The time since the last drop; null before the first one.</param>
/// <param name="Oldest">The age of the oldest pending record; null if it is unknown.</param>
/// <param name="Now">The current time.</param>
internal readonly record struct SinkState(SinkQueue<QueuedRecord> Queue, long Capacity, WritingState Writing, TimeSpan? SinceDrop, TimeSpan? Oldest,
    DateTimeOffset Now);
