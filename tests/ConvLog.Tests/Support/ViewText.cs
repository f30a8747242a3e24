using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ConvLog.Records;

namespace ConvLog.Tests.Support;

/// <summary>Everything in a view as JSON, including values that the API omits, so that two views can be compared as a whole.</summary>
internal static partial class ViewText
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Converters = { new FieldsConverter(), new FieldConverter(), new LossesConverter(), new JsonStringEnumConverter() },
    };

    public static string Of(ConversationView view) => JsonSerializer.Serialize(view, s_options);

    public static string Of(ConversationSummaryView view) => JsonSerializer.Serialize(view, s_options);

    /// <summary>The same with random IDs replaced by their order of appearance, so that two conversations written alike are equal.</summary>
    public static string WithoutIds(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return RandomIds().Replace(text, match =>
        {
            if (!names.TryGetValue(match.Value, out string? name))
            {
                names[match.Value] = name = string.Create(CultureInfo.InvariantCulture, $"#{names.Count}");
            }

            return name;
        });
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|user-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex RandomIds();

    private sealed class FieldConverter : JsonConverter<LogField>
    {
        public override LogField Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, LogField value, JsonSerializerOptions options)
            => writer.WriteStringValue($"{value.Key} = {JsonSerializer.Serialize(value.Value)} pii={value.IsPii} shown={value.Shown}");
    }

    private sealed class FieldsConverter : JsonConverter<LogFields>
    {
        public override LogFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, LogFields value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }

    private sealed class LossesConverter : JsonConverter<LossCounts>
    {
        public override LossCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, LossCounts value, JsonSerializerOptions options)
            => writer.WriteStringValue($"accepted={value.Accepted} dropped={string.Join(',', value.Dropped)} truncated={string.Join(',', value.Truncated)}");
    }
}
