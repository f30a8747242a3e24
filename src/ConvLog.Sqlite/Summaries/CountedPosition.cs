using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Summaries;

/// <summary>The position up to which the entries and facts of a conversation are counted in its row.</summary>
/// <param name="Entries">The last entry, in the order of arrival.</param>
/// <param name="Facts">The last fact, by its number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountedPosition(long Entries, long Facts);
