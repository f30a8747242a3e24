using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Writes times as <see cref="ViewJson"/> does.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>
    /// The time rounded up to the written precision. Use it for the time since which a result is complete: rounded down, it would claim too much.
    /// </summary>
    public static DateTimeOffset RoundedUp(DateTimeOffset time)
        => new(Math.Min(time.UtcTicks + TimeSpan.TicksPerMicrosecond - 1, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        value.UtcDateTime.TryFormat(text, out int length, ViewJson.TimeFormat, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
