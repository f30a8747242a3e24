using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Erases a user or a conversation, and lists the receipts.</summary>
public partial class ErasurePart
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal PersonalData Data { get; set; } = null!;

    private ErasureForm Form => Data.Forms.Erasure;
}
