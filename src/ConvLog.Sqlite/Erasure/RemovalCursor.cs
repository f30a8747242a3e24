using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Erasure;

/// <summary>A place on the list of what is to be deleted: erasures first, then by conversation.</summary>
/// <param name="Expired">Whether it is no erasure, as a number.</param>
/// <param name="Conversation">The conversation.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovalCursor(long Expired, long Conversation)
{
    /// <summary>Before all.</summary>
    public static RemovalCursor Beginning { get; } = new(-1, 0);
}
