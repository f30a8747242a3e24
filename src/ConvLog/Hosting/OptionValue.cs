using System.Globalization;

namespace ConvLog.Hosting;

/// <summary>Parses option values from configuration.</summary>
internal static class OptionValue
{
    /// <summary>Whether configuration can set properties of this type.</summary>
    public static bool IsKnown(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || Type.GetTypeCode(plain) is TypeCode.String or TypeCode.Boolean or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double
            || plain == typeof(TimeSpan) || plain == typeof(TimeOnly) || plain == typeof(TimeZoneInfo) || plain == typeof(byte[]);
    }

    /// <param name="type">A known type.</param>
    /// <param name="text">The text in the configuration.</param>
    /// <param name="value">The value.</param>
    /// <param name="takes">The expected and the actual value, omitted if it may be a secret.</param>
    public static bool TryParse(Type type, string text, out object? value, out string takes)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (text.Length == 0 && plain != type)
        {
            (value, takes) = (null, "");
            return true;
        }

        (value, takes) = Parse(plain, text);
        takes = plain == typeof(byte[]) ? takes : $"{takes}, not \"{text}\"";
        return value is not null;
    }

    private static (object? Value, string Takes) Parse(Type type, string text)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type.IsEnum)
        {
            return (Enum.TryParse(type, text, ignoreCase: true, out object? value) && value.ToString() is [> '9', ..] ? value : null, // Not a number.
                string.Join(", ", Enum.GetNames(type)));
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => (bool.TryParse(text, out bool flag) ? flag : null, "true or false"),
            TypeCode.Int32 => (int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out int number) ? number : null, "a whole number"),
            TypeCode.Int64 => (long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out long number) ? number : null, "a whole number"),
            TypeCode.Double => (double.TryParse(text, NumberStyles.Float, culture, out double number) ? number : null, "a number"),
            _ when type == typeof(TimeSpan) => (text.Contains(':') && TimeSpan.TryParse(text, culture, out var time) ? time : null, // Of days otherwise.
                "a duration such as 00:00:05 or 7.00:00:00"),
            _ when type == typeof(TimeOnly) => (TimeOnly.TryParse(text, culture, out var time) ? time : null, "a time of day such as 02:30"),
            _ when type == typeof(TimeZoneInfo) => (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null, "a time zone such as Asia/Tokyo"),
            _ when type == typeof(byte[]) => (Bytes(text), "bytes in Base64"),
            _ => (text, ""),
        };
    }

    private static byte[]? Bytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }
}
