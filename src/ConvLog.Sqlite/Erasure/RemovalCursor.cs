using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Erasure;

/// <summary>A position on the list of conversations to delete: erasures first, then by conversation.</summary>
/// <param name="Expired">1 for an expired conversation, 0 for an erased one.</param>
/// <param name="Conversation">The conversation.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovalCursor(long Expired, long Conversation)
{
    /// <summary>The position before all conversations.</summary>
    public static RemovalCursor Beginning { get; } = new(-1, 0);
}
