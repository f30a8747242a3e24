using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Keys;

/// <summary>A version of the keys file. It does not change as long as the file is not written to.</summary>
/// <param name="Openings">How often it was opened.</param>
/// <param name="Writes">How often this process wrote to it.</param>
/// <param name="Others">Changes with every write of another process.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeysVersion(long Openings, long Writes, long Others);
