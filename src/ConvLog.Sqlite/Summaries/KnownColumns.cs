using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Sqlite.Summaries;

/// <summary>The merged openings of a conversation as columns of its row.</summary>
/// <param name="Merged">The merged record.</param>
/// <param name="User">The number of its user.</param>
/// <param name="Dims">The number of its dimensions in statistics.</param>
internal sealed record KnownColumns(ConversationRecord Merged, long? User, long Dims)
{
    /// <summary>
    /// Binds the conversation as the first parameter, and the merged record as those up to the fifteenth; null if no opening was written.
    /// </summary>
    public static void Bind(Statement row, long conversation, KnownColumns? columns)
    {
        var known = columns?.Merged;
        byte[]? visible = known is null ? null : ConversationPayload.Visible(known);
        row.Bind(1, conversation).Bind(2, known?.AgentId).Bind(3, (long?)known?.Environment).Bind(4, known?.Channel)
            .Bind(5, columns?.User).Bind(6, columns?.Dims)
            .Bind(7, visible).Bind(8, visible is null ? null : ConversationPayload.ChecksumOf(conversation, visible))
            .Bind(9, known?.AccountId).Bind(10, known?.ProjectId).Bind(11, known?.VariantId).Bind(12, known?.Language).Bind(13, (long?)known?.Direction)
            .Bind(14, known?.Handoff?.Destination).Bind(15, known?.Handoff?.Reason);
    }
}
