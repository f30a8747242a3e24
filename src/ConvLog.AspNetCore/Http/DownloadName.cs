using System.Globalization;
using System.Text;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// Distinguishes downloaded files by the saved view or the function that they are about, and by their dates. It contains neither searched texts nor other
/// values of filters, because they may be personal data.
/// </summary>
/// <param name="Dates">The dates; see <see cref="DatesOf"/>. Empty for none.</param>
internal sealed record DownloadName(string Dates)
{
    private const int LongestWords = 60;

    /// <summary>A file without such a name, for programs that expect a fixed one.</summary>
    public static DownloadName None { get; } = new("");

    /// <summary>The name of the saved view or of the function; null for none.</summary>
    public string? About { get; init; }

    /// <summary>The days of a period in a time zone; the day of the export, in UTC, if it has neither start nor end.</summary>
    /// <param name="from">The start; null, or the epoch, for none.</param>
    /// <param name="to">The end, exclusive; null for none.</param>
    /// <param name="now">The time of the export.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public static string DatesOf(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now, TimeZoneInfo zone)
    {
        bool hasStart = from > DateTimeOffset.UnixEpoch;
        if (!hasStart && to is null)
        {
            return DayOf(now, TimeZoneInfo.Utc);
        }

        string last = DayOf(to is { } end && end < now ? new DateTimeOffset(Math.Max(0, end.UtcTicks - 1), TimeSpan.Zero) : now, zone);
        if (!hasStart)
        {
            return $"until-{last}";
        }

        string first = DayOf(from!.Value, zone);
        return string.CompareOrdinal(first, last) < 0 ? $"{first}-to-{last}" : first;
    }

    /// <summary>The header Content-Disposition (RFC 6266). Characters outside of ASCII are only in the name that current browsers use.</summary>
    /// <param name="kind">What the file contains.</param>
    /// <param name="extension">The extension, without a dot.</param>
    public string HeaderOf(string kind, string extension)
    {
        string about = Words(About ?? "");
        string name = Joined(kind, about, extension);
        string plain = Joined(kind, InAscii(about), extension);
        string extended = string.Equals(name, plain, StringComparison.Ordinal) ? "" : $"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        return $"attachment; filename=\"{plain}\"{extended}";
    }

    private string Joined(string kind, string about, string extension)
        => string.Join('-', new[] { kind, about, Dates }.Where(static part => part.Length > 0)) + "." + extension;

    private static string DayOf(DateTimeOffset time, TimeZoneInfo zone) => LocalDay.Of(time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Letters and digits in lower case, joined by hyphens: no character is invisible or has a meaning in a file system or a shell.
    private static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '_' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                words.Append(char.ToLowerInvariant(c));
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        return words.ToString(0, Math.Min(words.Length, LongestWords)).Trim('-');
    }

    // Without accents, and without all other characters that are not in ASCII.
    private static string InAscii(string words)
        => Words(string.Concat(words.Normalize(NormalizationForm.FormD).Where(static c => char.IsAscii(c))));
}
