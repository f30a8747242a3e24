using ConvLog.Sinks;

namespace ConvLog.Storage.Sinks;

/// <summary>A store sink at one moment, for health.</summary>
/// <param name="Queue">What waits and what became of the rest.</param>
/// <param name="Capacity">How many records may wait.</param>
/// <param name="Writing">How writing goes.</param>
/// <param name="SinceDrop">How long ago something was last dropped; null where nothing was.</param>
/// <param name="Oldest">How long what came first of the pending has waited; null where that is unknown.</param>
/// <param name="Now">The time.</param>
internal readonly record struct SinkState(SinkQueue<QueuedRecord> Queue, long Capacity, WritingState Writing, TimeSpan? SinceDrop, TimeSpan? Oldest,
    DateTimeOffset Now);
