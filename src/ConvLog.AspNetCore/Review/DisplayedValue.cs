using System.Globalization;
using System.Text.Json;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Review;

/// <summary>The displayed value of a field.</summary>
/// <param name="Shape">Its form.</param>
/// <param name="Text">Its text; JSON as it was captured.</param>
internal readonly record struct DisplayedValue(ValueShape Shape, string Text)
{
    // Longer values are folded.
    private const int LongestLine = 160;
    private const int LongestJsonLine = 56;

    /// <summary>Whether it is folded, with its beginning shown.</summary>
    public bool IsLong => Shape switch
    {
        ValueShape.Text => Text.Length > LongestLine || Text.Contains('\n', StringComparison.Ordinal),
        ValueShape.Json => Text.Length > LongestJsonLine,
        _ => false,
    };

    public static DisplayedValue Of(in LogField field) => field.Value switch
    {
        null => new(ValueShape.Null, "null"),
        bool value => new(ValueShape.Boolean, value ? "true" : "false"),
        string text => new(ValueShape.Text, text),
        char text => new(ValueShape.Text, text.ToString()),
        JsonElement json => Of(json),
        sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or Half or float or double or decimal
            => new(ValueShape.Number, Invariant(field.Value, null)),
        DateTimeOffset time => new(ValueShape.Literal, time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
        DateTime time => new(ValueShape.Literal, time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)),
        DateOnly => new(ValueShape.Literal, Invariant(field.Value, "O")),
        TimeOnly => new(ValueShape.Literal, Invariant(field.Value, "HH:mm:ss.FFFFFFF")),
        var other => new(ValueShape.Literal, Invariant(other, null)),
    };

    /// <summary>The size of a folded value.</summary>
    public string Summary => Shape == ValueShape.Json ? JsonSize(Text) : ShownNumber.Count(Text.Length, "character", "characters");

    private static DisplayedValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => new(ValueShape.Null, "null"),
        JsonValueKind.True => new(ValueShape.Boolean, "true"),
        JsonValueKind.False => new(ValueShape.Boolean, "false"),
        JsonValueKind.Number => new(ValueShape.Number, json.GetRawText()),
        _ => new(ValueShape.Json, json.GetRawText()),
    };

    private static string Invariant(object value, string? format)
        => value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value.ToString() ?? "";

    private static string JsonSize(string json)
    {
        using var document = JsonDocument.Parse(json, JsonTokens.AnyDepth);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => $"{{{ShownNumber.Count(document.RootElement.GetPropertyCount(), "key", "keys")}}}",
            JsonValueKind.Array => $"[{ShownNumber.Count(document.RootElement.GetArrayLength(), "item", "items")}]",
            _ => ShownNumber.Count(json.Length, "character", "characters"),
        };
    }
}
