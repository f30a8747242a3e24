using System.Globalization;
using System.Text.Json;
using ConvLog.Serialization;

namespace ConvLog.Storage.Serialization.Views;

/// <summary>Writes properties in the formats of <see cref="ViewJson"/>.</summary>
internal static class ViewWriting
{
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        writer.WritePropertyName(name);
        if (time is { } known)
        {
            Span<byte> text = stackalloc byte[32];
            known.UtcDateTime.TryFormat(text, out int length, ViewJson.TimeFormat, CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a time since which a result is complete: rounded up to the next microsecond, because it must not claim more.</summary>
    public static void WriteTimeRoundedUp(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        const long Rest = TimeSpan.TicksPerMicrosecond - 1;
        writer.WriteTime(name, time is { } known && known.UtcTicks <= DateTime.MaxValue.Ticks - Rest ? known.AddTicks(Rest) : time);
    }

    public static void WriteMilliseconds(this Utf8JsonWriter writer, string name, TimeSpan? duration)
        => writer.WriteNumberOrNull(name, duration is { } known ? Math.Round(known.TotalMilliseconds, 3) : (double?)null);

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, decimal? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes <c>"complete":false</c> for a result that is not up to date; otherwise nothing.</summary>
    public static void WriteComplete(this Utf8JsonWriter writer, bool isComplete)
    {
        if (!isComplete)
        {
            writer.WriteBoolean("complete", false);
        }
    }

    public static void WriteAll<T>(this Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    public static void WriteAll(this Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
        => writer.WriteAll(name, texts, static (to, text) => to.WriteStringValue(text));

    public static void WriteOrNull<T>(this Utf8JsonWriter writer, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        writer.WritePropertyName(name);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            write(writer, value);
        }
    }
}
