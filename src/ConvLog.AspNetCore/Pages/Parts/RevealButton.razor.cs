using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A button of the page's single form, which reveals personal data. It uses a fragment, since the form's address is a position on this page, with its
/// query. If a reason is required, it opens the field for it, unless that is already open.</summary>
public partial class RevealButton
{
    private ConsolePage Page { get; init; } = null!;

    private string? Here { get; init; }

    private string Css { get; init; } = "";

    private RenderFragment Content { get; init; } = null!;

    internal static RenderFragment Of(ConsolePage page, string? here, string css, RenderFragment content)
        => new RevealButton { Page = page, Here = here, Css = css, Content = content }.BuildRenderTree;
}
