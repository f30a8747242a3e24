using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>An entry of a function call that is visible to everyone.</summary>
/// <param name="CallId">The function event.</param>
/// <param name="Level">The level.</param>
/// <param name="Content">The message.</param>
/// <param name="At">When it was logged.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExaminedEntry(string CallId, EntryLevel Level, string Content, DateTimeOffset At);
