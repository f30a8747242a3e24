using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Shows, with JavaScript, that new data has arrived since the page was rendered. Lists do not move while they are read; a running conversation grows
/// in place.</summary>
public partial class Fresh
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    /// <summary>The address of the event stream.</summary>
    [Parameter]
    [EditorRequired]
    public string Stream { get; set; } = "";

    /// <summary>The kind of page: <c>list</c>, <c>part</c> for a list that new conversations may not belong to, <c>conversation</c>, or <c>revealed</c> for
    /// a conversation with personal data shown, which the script must not replace.</summary>
    [Parameter]
    [EditorRequired]
    public string Of { get; set; } = "";

    /// <summary>The address that shows the page with the new content.</summary>
    [Parameter]
    [EditorRequired]
    public string Again { get; set; } = "";
}
