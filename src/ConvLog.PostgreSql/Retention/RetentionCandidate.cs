using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Erasure;

namespace ConvLog.PostgreSql.Retention;

/// <summary>A conversation that had expired when it was read. The transaction that deletes it checks this again.</summary>
/// <param name="Place">The location of its rows.</param>
/// <param name="Last">Its last activity.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetentionCandidate(ConversationLocation Place, long Last);
