using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The question before a legal hold is released.</summary>
public partial class ReleaseQuestionPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReleaseConfirmation Question { get; set; } = null!;
}
