namespace ConvLog.Storage.Sinks;

/// <summary>The state of writing into a store.</summary>
/// <param name="Writing">The duration of the current write; null if none is running.</param>
/// <param name="Failing">How long all writes have failed; null if the last one succeeded.</param>
/// <param name="SinceWritten">The time since the last successful write; null if none succeeded.</param>
/// <param name="SinceFailed">The time since the last failed write; null if none failed.</param>
/// <param name="LastFailure">The last failure, even if writes succeed again; null if there was none.</param>
internal readonly record struct WritingState(TimeSpan? Writing, TimeSpan? Failing, TimeSpan? SinceWritten, TimeSpan? SinceFailed, StoreFailure? LastFailure);
