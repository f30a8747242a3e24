using System.Globalization;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;

namespace ConvLog.Storage.Text;

/// <summary>Numbers in their shortest form, by which they are compared: 4.50, 45e-1 and 4.5 are the same number.</summary>
internal static class NumberText
{
    // The maximum number of zeros before an exponent is used.
    private const int MostZeros = 30;

    /// <summary>The shortest form of a text that is a JSON number; null for other texts.</summary>
    public static string? Of(string text)
    {
        if (text is not [(>= '0' and <= '9') or '-', ..] || text[^1] is not (>= '0' and <= '9'))
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && !reader.Read() ? Shortest(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field's value as filters compare it: a number in its shortest form, other values as in <see cref="FieldText.Unquoted"/>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isShortened">Whether the text differs from the original.</param>
    public static string Of(in LogField field, out bool isShortened)
    {
        string text = FieldText.Unquoted(field);
        string value = MayBeShorter(field, text) ? Shortest(text) : text;
        isShortened = !string.Equals(value, text, StringComparison.Ordinal);
        return value;
    }

    /// <summary>Whether a field's value is a number.</summary>
    public static bool IsNumber(in LogField field) => FieldText.Of(field) is [(>= '0' and <= '9') or '-', ..] && field.Reference is not string;

    /// <summary>The shortest form of a JSON number.</summary>
    // The digits without leading and trailing zeros, and the position of the decimal point.
    public static string Shortest(string json)
    {
        string text = json.TrimStart('-');
        int end = text.IndexOfAny(['e', 'E']);
        if (!int.TryParse(end < 0 ? "0" : text[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
            || Math.Abs(exponent) > 1_000_000)
        {
            return json; // Outside the range of numbers that a host can log.
        }

        string mantissa = end < 0 ? text : text[..end];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string all = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        string digits = all.TrimEnd('0');
        exponent += all.Length - digits.Length;
        return digits.Length == 0 ? "0" : (json[0] == '-' ? "-" : "") + Written(digits, exponent);
    }

    // Called for every field of every indexed entry, and most numbers are short integers.
    private static bool MayBeShorter(in LogField field, string text)
        => field.Kind is (>= FieldKind.Int128 and <= FieldKind.Decimal) or FieldKind.Reference
            && text is [(>= '0' and <= '9') or '-', ..] && (text.Length > MostZeros || text.AsSpan().ContainsAny('.', 'e', 'E')) && IsNumber(field);

    private static string Written(string digits, int exponent)
    {
        int places = digits.Length + exponent;
        return exponent switch
        {
            >= 0 and <= MostZeros => digits + new string('0', exponent),
            < 0 when places > 0 => $"{digits[..places]}.{digits[places..]}",
            < 0 when places > -MostZeros => $"0.{new string('0', -places)}{digits}",
            _ => string.Create(CultureInfo.InvariantCulture, $"{digits}E{exponent}"),
        };
    }
}
