using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Erasure;

/// <summary>A document to take out of the text index.</summary>
/// <param name="No">The number of the entry or turn.</param>
/// <param name="Start">Where its tokens begin.</param>
/// <param name="Length">How many bytes they are.</param>
/// <param name="IsIndexed">Whether the index has it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovedDocument(long No, int Start, int Length, bool IsIndexed = false);
