using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The status of a receipt.</summary>
public partial class ReceiptState
{
    private ErasureReceipt Receipt { get; init; } = null!;

    internal static RenderFragment Of(ErasureReceipt receipt)
        => new ReceiptState { Receipt = receipt }.BuildRenderTree;
}
