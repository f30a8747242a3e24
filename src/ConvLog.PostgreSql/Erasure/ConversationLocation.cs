using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>The location of a conversation's rows.</summary>
/// <param name="Conversation">Its number.</param>
/// <param name="Day">Its day.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationLocation(long Conversation, int Day);
