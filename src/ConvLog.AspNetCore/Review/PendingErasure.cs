using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Review;

/// <summary>The erasure that the release of a legal hold would carry out.</summary>
/// <param name="Receipt">The receipt of the latest one that covers the conversation; null if the store has no <see cref="StoreCapabilities.Receipts"/>.</param>
internal sealed record PendingErasure(ErasureReceipt? Receipt)
{
    /// <summary>The pending erasure of a conversation; null if there is none.</summary>
    public static async ValueTask<PendingErasure?> FindAsync(
        ConversationErasure erasure, ConversationReader conversations, Reader reader, string conversationId, CancellationToken cancellationToken)
    {
        if (conversations.Capabilities.HasFlag(StoreCapabilities.Receipts))
        {
            var receipt = await erasure.FindReceiptAsync(conversationId, cancellationToken).ConfigureAwait(false);
            return receipt?.HeldConversations.Contains(conversationId, StringComparer.Ordinal) is true ? new PendingErasure(receipt) : null;
        }

        var summary = await conversations.GetSummaryAsync(reader with { CanReadPii = false }, conversationId, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return summary is { IsErasurePending: true } ? new PendingErasure(Receipt: null) : null;
    }
}
