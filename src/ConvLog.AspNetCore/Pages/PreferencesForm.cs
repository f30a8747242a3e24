using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The form of how the console looks.</summary>
/// <param name="Theme">The colours.</param>
/// <param name="Zone">The time zone, as it was written; empty for the browser's.</param>
/// <param name="Numbers">How numbers are written; null for as in the browser's language.</param>
/// <param name="ReturnTo">The page to go back to.</param>
/// <param name="Problem">What was wrong with it; null where nothing was.</param>
internal sealed record PreferencesForm(Theme Theme, string Zone, NumberForm? Numbers, string ReturnTo, string? Problem = null)
{
    private static readonly string[] s_zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(static zone => zone.Id).Order(StringComparer.Ordinal)];

    /// <summary>The time zones that this machine knows.</summary>
    public IReadOnlyList<string> Zones => s_zones;
}
