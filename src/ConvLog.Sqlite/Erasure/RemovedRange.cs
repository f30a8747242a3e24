using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Erasure;

/// <summary>Entries of one writer that one transaction deletes, by their numbers.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
/// <param name="Count">How many there are between them.</param>
/// <param name="Documents">Where their documents begin and end among those of the batch.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovedRange(long First, long Last, int Count, Range Documents);
