using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.Entries;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Sqlite.Tests.Lists;

public sealed class FieldsPayloadTests
{
    private static readonly string[] s_keys =
        ["a", "", "$type", "__proto__", "level", "a b", "\"quoted\"", "\\", "\0", "ключ", "键", "🙂", "\uD800", "\u2028", new string('k', 300)];

    private static readonly Func<Random, object?>[] s_values =
    [
        static _ => null,
        static random => random.Next(2) == 0,
        static random => random.NextInt64(),
        static random => (ulong)random.NextInt64() + long.MaxValue,
        static random => random.NextDouble() * Math.Pow(10, random.Next(-320, 308)),
        static _ => -0.0,
        static _ => double.NaN,
        static _ => 1.10m,
        static _ => decimal.MaxValue,
        static _ => Int128.MaxValue,
        static _ => 1.1f,
        static _ => 'c',
        static _ => "",
        static _ => "with \0, \uD800, \u2028, <b>&\"'\\ and 🙂",
        static _ => "[redacted]",
        static _ => new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.FromHours(5.75)),
        static _ => TimeSpan.FromMinutes(90),
        static _ => Guid.Empty,
        static _ => new object?[] { 1, "two", null, new Dictionary<string, object?>(StringComparer.Ordinal) { ["x\0"] = new[] { 1.5, -0.0 } } },
        static _ => JsonDocument.Parse("""{"n":1e400,"m":1.10,"t":"\ud800\u0000","o":{"":[[[{"deep":[true,false,null]}]]]}}""").RootElement,
        static _ => JsonNode.Parse("1e400"),
        static _ => Enumerable.Range(0, 30).Aggregate((object)"leaf", static (inner, _) => new[] { inner }),
    ];

    [Fact]
    public void Keys_values_and_privacy_marks_survive_a_round_trip()
    {
        var random = new Random(4711);
        for (int i = 0; i < 2_000; i++)
        {
            var fields = CapturedFields.Captured([.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomField(random))]);

            Read(Write(fields)).Should().Be(CapturedFields.Describe(fields));
        }
    }

    [Fact]
    public void Custom_default_and_empty_masks_remain_distinct()
    {
        var fields = CapturedFields.Captured(
            [LogField.Of("open", 1), LogField.Pii("usual", 2), LogField.Pii("own", "a@b", shown: "a***"), LogField.Pii("empty", "x", shown: "")]);

        Encoding.UTF8.GetString(Write(fields)).Should().Be("""[["open",1],["usual",2,null],["own","a@b","a***"],["empty","x",""]]""");
        Read(Write(fields)).Should().Be(CapturedFields.Describe(fields));
    }

    [Fact]
    public void An_empty_list_of_fields_survives_a_round_trip() => Read(Write(default)).Should().BeEmpty();

    private static LogField RandomField(Random random)
    {
        string key = s_keys[random.Next(s_keys.Length)];
        object? value = s_values[random.Next(s_values.Length)](random);
        return random.Next(4) switch
        {
            0 => LogField.Pii(key, value),
            1 => LogField.Pii(key, value, shown: s_keys[random.Next(s_keys.Length)]),
            _ => LogField.Of(key, value),
        };
    }

    private static byte[] Write(LogFields fields)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, EntryJson.WriterOptions))
        {
            FieldsPayload.WriteFields(writer, fields);
        }

        return bytes.ToArray();
    }

    private static string Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        reader.Read();
        var fields = FieldsPayload.Read(ref reader);
        reader.TokenType.Should().Be(JsonTokenType.EndArray);
        reader.Read().Should().BeFalse();
        return CapturedFields.Describe(fields);
    }
}
