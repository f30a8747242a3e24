using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>Where the rows of a conversation are.</summary>
/// <param name="Conversation">Its number.</param>
/// <param name="Day">Its day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationLocation(long Conversation, int Day);
