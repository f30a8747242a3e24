using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The subject of a receipt.</summary>
public partial class ReceiptSubject
{
    private ErasureReceipt Receipt { get; init; } = null!;

    internal static RenderFragment Of(ErasureReceipt receipt)
        => new ReceiptSubject { Receipt = receipt }.BuildRenderTree;
}
