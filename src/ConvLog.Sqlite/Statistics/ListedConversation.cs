using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A conversation whose calls may be examined.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Created">When it began, in ticks.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedConversation(long Number, long Created);
