using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ConvLog.AspNetCore.Http;

/// <summary>The number formats of the languages that a browser accepts (Unicode CLDR, symbols of Latin digits).</summary>
internal static class AcceptedLanguages
{
    private const int MostLanguages = 16;

    private static readonly string[] s_pointed =
        ["bs", "ca", "da", "de", "el", "es", "eu", "gl", "hr", "id", "is", "it", "lo", "mk", "nl", "pt", "ro", "sl", "sr", "tr", "vi"];
    private static readonly string[] s_spaced =
        ["af", "be", "bg", "cs", "et", "fi", "fr", "hu", "hy", "ka", "kk", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sq", "sv", "uk"];
    private static readonly string[] s_indian = ["as", "bn", "gu", "hi", "kn", "ml", "mr", "or", "pa", "ta", "te"];

    // Regions whose number format differs from their language's usual one.
    private static readonly Dictionary<string, NumberForm> s_places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["de-AT"] = NumberForm.French,
        ["de-CH"] = NumberForm.Swiss,
        ["de-LI"] = NumberForm.Swiss,
        ["en-IN"] = NumberForm.Indian,
        ["en-ZA"] = NumberForm.French,
        ["es-419"] = NumberForm.English,
        ["es-MX"] = NumberForm.English,
        ["es-US"] = NumberForm.English,
        ["it-CH"] = NumberForm.Swiss,
        ["pt-PT"] = NumberForm.French,
    };

    /// <summary>The format of the preferred language; English if the header is missing or no language is known.</summary>
    public static NumberForm NumbersOf(HttpRequest request)
    {
        // An invalid list counts as missing.
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages))
        {
            return NumberForm.English;
        }

        string? first = languages.Take(MostLanguages).Where(static language => language.Quality is not 0)
            .OrderByDescending(static language => language.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return first is null ? NumberForm.English : Of(first);
    }

    private static NumberForm Of(string language)
    {
        if (s_places.TryGetValue(language, out var form))
        {
            return form;
        }

        string spoken = language.Split('-')[0].ToLowerInvariant();
        return s_pointed.Contains(spoken, StringComparer.Ordinal) ? NumberForm.German
            : s_spaced.Contains(spoken, StringComparer.Ordinal) ? NumberForm.French
            : s_indian.Contains(spoken, StringComparer.Ordinal) ? NumberForm.Indian
            : NumberForm.English;
    }
}
