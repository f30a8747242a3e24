using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Erasure;

/// <summary>What one transaction deletes of one conversation.</summary>
/// <param name="Conversation">Its number.</param>
/// <param name="Ranges">Which ranges of entries of the batch are its.</param>
/// <param name="Turns">Which turns of the batch are.</param>
/// <param name="Tables">Which other tables have rows of it, a bit each (<see cref="RemovalRows"/>).</param>
/// <param name="Rows">How many of these rows to delete at most.</param>
/// <param name="IsLast">Whether nothing is left of it then.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovalPart(long Conversation, Range Ranges, Range Turns, long Tables, long Rows, bool IsLast);
