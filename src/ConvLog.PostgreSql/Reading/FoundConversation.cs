using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Reading;

/// <summary>The location of a conversation's rows.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Day">The day on which it began, by which its tables are partitioned.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FoundConversation(long Number, int Day)
{
    private const string Find = "SELECT conversation, day FROM #.conversation_id WHERE id = $1";

    /// <summary>Finds a conversation by its ID; null if no record of it was ever written.</summary>
    public static async ValueTask<FoundConversation?> OfAsync(Session session, string conversationId, CancellationToken cancellationToken)
    {
        var found = await session.ListAsync(Find, [conversationId], static row => new FoundConversation(row.Int64(0), row.Int32(1)), cancellationToken)
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }
}
