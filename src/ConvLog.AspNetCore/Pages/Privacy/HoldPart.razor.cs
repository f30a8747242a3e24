using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Legal holds, which protect conversations from retention and erasure.</summary>
public partial class HoldPart
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal PersonalData Data { get; set; } = null!;

    private HoldForm Form => Data.Forms.Hold;

    private bool IsAwaited(LegalHold hold) => Data.Receipts.Any(receipt => receipt.HeldConversations.Contains(hold.ConversationId, StringComparer.Ordinal));
}
