using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The layers of the page, switched without JavaScript, and links from problem to problem.</summary>
public partial class Toolbar
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    // Counted as in lists: a failed call with lost entries counts twice, at one position.
    private int ProblemCount => Math.Max(Review.Summary.Problems.Total, Review.Problems.Count);

    // The capital first letter: lower-case letters and digits are shortcuts for reviewing conversations.
    private static string KeyOf(string name) => name[..1].ToUpperInvariant();
}
