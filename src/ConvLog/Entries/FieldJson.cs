using System.Globalization;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>Writes the value of a field as JSON. Numbers keep every digit; values that JSON does not support as numbers (NaN, infinities) become
/// strings.</summary>
internal static class FieldJson
{
    public static void WriteValue(Utf8JsonWriter writer, in LogField field)
    {
        switch (field.Kind)
        {
            case FieldKind.Null: writer.WriteNullValue(); break;
            case FieldKind.Boolean: writer.WriteBooleanValue(field.Payload<bool>()); break;
            case FieldKind.SByte: writer.WriteNumberValue(field.Payload<sbyte>()); break;
            case FieldKind.Byte: writer.WriteNumberValue(field.Payload<byte>()); break;
            case FieldKind.Int16: writer.WriteNumberValue(field.Payload<short>()); break;
            case FieldKind.UInt16: writer.WriteNumberValue(field.Payload<ushort>()); break;
            case FieldKind.Int32: writer.WriteNumberValue(field.Payload<int>()); break;
            case FieldKind.UInt32: writer.WriteNumberValue(field.Payload<uint>()); break;
            case FieldKind.Int64: writer.WriteNumberValue(field.Payload<long>()); break;
            case FieldKind.UInt64: writer.WriteNumberValue(field.Payload<ulong>()); break;
            case FieldKind.Int128: WriteDigits(writer, field.Payload<Int128>()); break;
            case FieldKind.UInt128: WriteDigits(writer, field.Payload<UInt128>()); break;
            case FieldKind.Half: WriteFloat(writer, (float)field.Payload<Half>(), field.Payload<Half>()); break;
            case FieldKind.Single: WriteFloat(writer, field.Payload<float>(), field.Payload<float>()); break;
            case FieldKind.Double: WriteDouble(writer, field.Payload<double>()); break;
            case FieldKind.Decimal: writer.WriteNumberValue(field.Payload<decimal>()); break;
            case FieldKind.Char: WriteChar(writer, field.Payload<char>()); break;
            case FieldKind.DateTime: WriteDateTime(writer, field.Payload<DateTime>()); break;
            case FieldKind.DateTimeOffset: writer.WriteStringValue(field.Payload<DateTimeOffset>()); break;
            case FieldKind.DateOnly: WriteFormatted(writer, field.Payload<DateOnly>(), "O"); break;
            case FieldKind.TimeOnly: WriteFormatted(writer, field.Payload<TimeOnly>(), "HH:mm:ss.FFFFFFF"); break;
            case FieldKind.TimeSpan: WriteFormatted(writer, field.Payload<TimeSpan>(), "c"); break;
            case FieldKind.Guid: writer.WriteStringValue(field.Payload<Guid>()); break;
            default: WriteReference(writer, field.Reference!); break;
        }
    }

    public static void WriteDouble(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            WriteFormatted(writer, value, null);
        }
    }

    // A local time is written in UTC, so that the output does not depend on the machine's time zone. A time of unspecified kind has no offset.
    private static void WriteDateTime(Utf8JsonWriter writer, DateTime value)
        => writer.WriteStringValue(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value);

    private static void WriteReference(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(TextRules.WithoutLoneSurrogates(text)); break;
            case JsonFragment json: json.WriteTo(writer); break;

            case Uri or Version: writer.WriteStringValue(TextRules.WithoutLoneSurrogates(ValueSnapshot.KeptText(value) ?? "")); break;

            // Reached only by a field that was never captured, in a debugger or an assertion: its type is sufficient, and its getters are not run.
            default: writer.WriteStringValue(value.GetType().ToString()); break;
        }
    }

    private static void WriteFloat<T>(Utf8JsonWriter writer, float value, T exact)
        where T : ISpanFormattable
    {
        if (float.IsFinite(value) && exact is float)
        {
            writer.WriteNumberValue(value);
        }
        else if (float.IsFinite(value))
        {
            WriteDigits(writer, exact);
        }
        else
        {
            WriteFormatted(writer, value, null);
        }
    }

    private static void WriteChar(Utf8JsonWriter writer, char value) => writer.WriteStringValue([char.IsSurrogate(value) ? '\uFFFD' : value]);

    private static void WriteDigits<T>(Utf8JsonWriter writer, T value)
        where T : ISpanFormattable
    {
        Span<char> digits = stackalloc char[64];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        writer.WriteRawValue(digits[..written], skipInputValidation: true);
    }

    private static void WriteFormatted<T>(Utf8JsonWriter writer, T value, string? format)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[64];
        value.TryFormat(text, out int written, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
