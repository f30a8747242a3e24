using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The conversation's models and token usage.</summary>
public partial class UsagePanel
{
    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    // Null unless both are known.
    private double? InputShare
        => Review.Usage is { InputTokens: { } input, OutputTokens: { } output } && input + output > 0 ? input / (double)(input + output) : null;

    private static string Known(long? count) => count is { } known ? ShownNumber.Count(known) : "–";
}
