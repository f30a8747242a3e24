namespace ConvLog.Storage.Sinks;

/// <summary>How writing into a store goes.</summary>
/// <param name="Writing">How long the write that runs now has taken; null where none runs.</param>
/// <param name="Failing">How long every write has failed; null where the last one did not.</param>
/// <param name="SinceWritten">How long ago a write last succeeded; null where none did.</param>
/// <param name="SinceFailed">How long ago a write last failed; null where none did.</param>
/// <param name="LastFailure">The last failure, mended or not; null where there was none.</param>
internal readonly record struct WritingState(TimeSpan? Writing, TimeSpan? Failing, TimeSpan? SinceWritten, TimeSpan? SinceFailed, StoreFailure? LastFailure);
