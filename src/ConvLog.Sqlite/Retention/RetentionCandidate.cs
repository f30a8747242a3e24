using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Retention;

/// <summary>A conversation that had expired when it was looked for. Whether it still has is asked again in the transaction that takes it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Last">Its last activity.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionCandidate(long Number, long Last);
