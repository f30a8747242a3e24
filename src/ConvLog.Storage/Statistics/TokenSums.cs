using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics;

/// <summary>Sums of tokens.</summary>
/// <param name="Input">Of prompts.</param>
/// <param name="Output">Of answers.</param>
/// <param name="Cached">Of prompts, read from a cache.</param>
/// <param name="InputOfCached">Of prompts, in usages that tell how many were.</param>
/// <param name="Other">Of totals, where not known as either.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenSums(Int128 Input, Int128 Output, Int128 Cached, Int128 InputOfCached, Int128 Other);
