using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The form of display preferences.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Zone">The time zone as entered; empty for the browser's.</param>
/// <param name="Numbers">The number format; null for that of the browser's language.</param>
/// <param name="ReturnTo">The page to return to.</param>
/// <param name="Problem">The error; null for none.</param>
internal sealed record PreferencesForm(Theme Theme, string Zone, NumberForm? Numbers, string ReturnTo, string? Problem = null)
{
    private static readonly string[] s_zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Zones => s_zones;
}
