using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Links between the parts of a conversation whose log is too long for one page.</summary>
public partial class PartSteps
{
    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;
}
