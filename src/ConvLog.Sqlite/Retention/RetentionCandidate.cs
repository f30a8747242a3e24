using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Retention;

/// <summary>A conversation that had expired when it was searched. The transaction that deletes it checks again whether it still has.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Last">Its last activity.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionCandidate(long Number, long Last);
