using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ConvLog.Storage.Contract.Users;

/// <summary>Normalizes phone numbers for comparison, so that a number matches in any notation.</summary>
internal static class PhoneNumber
{
    // E.164 numbers have at most 15 digits. Shorter ones are extensions and short codes, where separators may carry a meaning.
    private const int FewestDigits = 7, MostDigits = 15;

    /// <summary>
    /// A phone number as its digits, after a plus sign where it has an international prefix (+ or 00). Everything else, such as a SIP URI, "anonymous" or an
    /// extension, is returned as it is written; null for null.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Normalized(string? text) => text is null ? null : Digits(text) ?? text;

    private static string? Digits(string text)
    {
        var digits = new StringBuilder(MostDigits);
        bool isInternational = false;
        foreach (char c in text)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit)
            {
                digits.Append((char)('0' + digit));
            }
            else if (c is '+' or '\uFF0B' && digits.Length == 0 && !isInternational)
            {
                isInternational = true;
            }
            else if (!IsSeparator(c))
            {
                return null;
            }

            if (digits.Length > MostDigits + 2)
            {
                return null;
            }
        }

        if (!isInternational && digits is ['0', '0', ..])
        {
            digits.Remove(0, 2);
            isInternational = true;
        }

        // A zero in brackets, as in +44 (0)20, is dialed within the country only.
        if (isInternational && text.Contains("(0)", StringComparison.Ordinal))
        {
            return Digits(text.Replace("(0)", "", StringComparison.Ordinal));
        }

        return digits.Length is >= FewestDigits and <= MostDigits ? $"{(isInternational ? "+" : "")}{digits}" : null;
    }

    // Includes characters that are often copied with a number: typographic dashes, no-break spaces, text direction marks.
    private static bool IsSeparator(char c)
        => c is '.' or '/' || char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.Format;
}
