using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Erasure;

namespace ConvLog.PostgreSql.Retention;

/// <summary>A conversation that had expired when it was looked for. Whether it still has is asked again in the transaction that takes it.</summary>
/// <param name="Place">Where its rows are.</param>
/// <param name="Last">Its last activity.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionCandidate(ConversationLocation Place, long Last);
