using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The document around every page.</summary>
public partial class Shell
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    // Null if the system decides.
    private string? Theme => Page.Preferences.Theme switch
    {
        Http.Theme.Light => "light",
        Http.Theme.Dark => "dark",
        _ => null,
    };

    /// <summary>The title of the browser tab.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Whether the page is shown without navigation.</summary>
    [Parameter]
    public bool IsBare { get; set; }

    /// <summary>Whether the page is the list of conversations.</summary>
    [Parameter]
    public bool IsList { get; set; }

    /// <summary>Whether the page can contain personal data, which the reader can reveal.</summary>
    [Parameter]
    public bool IsPersonal { get; set; } = true;

    /// <summary>The section of the console that the page belongs to.</summary>
    [Parameter]
    public ConsoleSection Section { get; set; }

    /// <summary>The address of the page's script; null for the one that all pages have.</summary>
    [Parameter]
    public string? Script { get; set; }

    /// <summary>Whether the browser requests the address once more, from this page.</summary>
    [Parameter]
    public bool RequestsAgain { get; set; }

    /// <summary>The content of the bar at the top.</summary>
    [Parameter]
    public RenderFragment? Top { get; set; }

    /// <summary>The content of the page.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
