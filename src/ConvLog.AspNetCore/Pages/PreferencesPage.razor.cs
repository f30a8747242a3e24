using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The page of preferences.</summary>
public partial class PreferencesPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal PreferencesForm Form { get; set; } = null!;

    // Unknown without JavaScript.
    private string BrowsersZone => $"Browser time zone: {(Page.Preferences.BrowsersZone ?? TimeZoneInfo.Utc).Id}";
}
