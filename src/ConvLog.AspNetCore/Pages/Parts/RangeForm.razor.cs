using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The form of a custom period of the list, in which conversations started.</summary>
public partial class RangeForm
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;
}
