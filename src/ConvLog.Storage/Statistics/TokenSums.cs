using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics;

/// <summary>Sums of tokens.</summary>
/// <param name="Input">Tokens of prompts.</param>
/// <param name="Output">Tokens of answers.</param>
/// <param name="Cached">Tokens of prompts that were read from a cache.</param>
/// <param name="InputOfCached">Tokens of prompts, in usages that include the number of cached ones.</param>
/// <param name="Other">Tokens of totals that are known neither as input nor as output.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenSums(Int128 Input, Int128 Output, Int128 Cached, Int128 InputOfCached, Int128 Other);
