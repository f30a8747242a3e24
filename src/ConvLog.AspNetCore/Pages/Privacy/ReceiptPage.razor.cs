using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page of a receipt of an erasure.</summary>
public partial class ReceiptPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ErasureReceipt Receipt { get; set; } = null!;

    private ErasedRecords Records => Receipt.Records;

    private string Headline => Receipt.Subject == ErasureSubject.User ? "All data of one user" : "One conversation";

    // Keys of conversations on hold are kept until the release. Until then the store refuses to read them, but they could still be decrypted.
    private string Unreadable => Receipt switch
    {
        { HeldConversations.Count: 0 } => "Keys destroyed; unreadable everywhere",
        { Conversations: 0 } => "Personal data hidden from everyone; keys kept until the legal hold is released",
        _ => "Keys destroyed; unreadable everywhere. On legal hold: personal data hidden, keys kept",
    };

    private string Later(DateTimeOffset time) => time > Receipt.RequestedAt ? $"{ShownDuration.Exact(time - Receipt.RequestedAt)} later: " : "";
}
