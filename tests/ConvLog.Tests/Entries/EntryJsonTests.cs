using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConvLog.Tests.Entries;

/// <summary>ToJson composes its bytes without a Utf8JsonWriter. They must equal those of a Utf8JsonWriter for any entry and any way of writing.</summary>
public class EntryJsonTests
{
    private static LogEntry Rich() => Logged.Entry(log => log.Warning(
        "quotes \" and \\ and 日本語 🎉 \0 \u2028 </script>",
        [
            ("plain", "text"), ("kéy", "vàlue"), ("q\"uote", "\"\\/\b\f\n\r\t\u0001\u007f\u0080"), ("", 1), ("null", null), ("true", true),
                ("int", int.MinValue), ("long", long.MaxValue),
            ("double", -1.7976931348623157E+308), ("small", 5E-324), ("nan", double.NaN), ("float", 1.1f), ("decimal", -0.0000000000000000000000000001m),
                ("max", decimal.MinValue), ("char", '"'), ("half", (object)(Half)1.5),
            ("time", DateTimeOffset.UnixEpoch), ("guid", Guid.Empty), ("list", new object[] { 1, "x", new { a = 1.50m } }),
                LogField.Of("ulong", ulong.MaxValue), LogField.Pii("pii", "+1555"),
            (new string('k', 200), 1),
        ]));

    [Fact]
    public void Redacted_JSON_shows_masks_and_lists_the_keys_of_personal_fields()
    {
        var entry = Logged.Entry(log => log.Error(
            "CRM upsert failed",
            new InvalidOperationException("Jane exists"),
            ("status", 409), LogField.Pii("phone", "+1555"), LogField.Pii("email", "jane@example.com", shown: "j***@example.com"), ("pii_fields", "mine")));

        var json = JsonDocument.Parse(entry.ToJson(EntryJsonMode.Redacted)).RootElement;
        json.EnumerateObject().Select(property => property.Name).Should().Equal(
            "level", "content", "is_pii", "timestamp", "logger", "exception", "exception_message", "exception_stack", "status", "phone", "email",
            "field_pii_fields", "pii_fields");
        json.GetProperty("phone").GetString().Should().Be("[redacted]");
        json.GetProperty("email").GetString().Should().Be("j***@example.com");
        json.GetProperty("status").GetInt32().Should().Be(409);
        json.GetProperty("pii_fields").EnumerateArray().Select(name => name.GetString()).Should()
            .Equal("email", "exception_message", "exception_stack", "phone");
        json.GetRawText().Should().NotContain("Jane").And.NotContain("1555");
    }

    [Fact]
    public void Redacted_JSON_of_a_personal_entry_is_empty_and_without_personal_data_the_list_is()
    {
        Logged.Entry(log => log.Info("Jane called", isPii: true)).ToJson(EntryJsonMode.Redacted).Should().BeEmpty();
        Logged.Entry(log => log.Info("m", ("a", 1))).ToJson(EntryJsonMode.Redacted).Should().EndWith("\"a\":1,\"pii_fields\":[]}");
    }

    [Fact]
    public void Complete_JSON_equals_ToJson_and_an_undefined_mode_is_refused()
    {
        var entry = Rich();
        entry.ToJson(EntryJsonMode.Complete).Should().Be(entry.ToJson());
        entry.Invoking(refused => refused.ToJson((EntryJsonMode)7)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_JSON_equals_that_of_a_writer_with_the_same_encoder()
    {
        var entry = Rich();
        var buffer = new ArrayBufferWriter<byte>();

        // An indented entry is written token by token. It must be equal apart from the white space between tokens.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            entry.WriteTo(writer);
        }

        string[] lines = Encoding.UTF8.GetString(buffer.WrittenSpan).Split('\n');
        string.Concat(lines.Select(line => line.Trim().Replace("\": ", "\":", StringComparison.Ordinal))).Should().Be(entry.ToJson());
    }

    [Fact]
    public void A_writers_own_encoder_and_indentation_apply()
    {
        var entry = Rich();
        using var compact = Logged.Parse(entry);
        foreach (var options in new JsonWriterOptions[] { default, new() { Indented = true },
            new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping } })
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, options))
            {
                entry.WriteTo(writer);
            }

            string json = Encoding.UTF8.GetString(buffer.WrittenSpan);
            using var written = JsonDocument.Parse(json);
            SameJson.Holds(written.RootElement, compact.RootElement).Should().BeTrue();
            json.Contains('\n', StringComparison.Ordinal).Should().Be(options.Indented);
            json.Contains("</script>", StringComparison.Ordinal).Should().Be(options.Encoder is not null);
        }
    }

    [Fact]
    public void An_entry_can_be_written_in_an_array_or_under_a_property_name()
    {
        var entry = Logged.Entry(log => log.Info("m"));
        foreach (var options in new JsonWriterOptions[] { default, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping } })
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, options))
            {
                writer.WriteStartObject();
                writer.WriteStartArray("conversation_logger");
                entry.WriteTo(writer);
                entry.WriteTo(writer);
                writer.WriteEndArray();
                writer.WritePropertyName("last");
                entry.WriteTo(writer);
                writer.WriteEndObject();
            }

            Encoding.UTF8.GetString(buffer.WrittenSpan).Should()
                .Be($$"""{"conversation_logger":[{{entry.ToJson()}},{{entry.ToJson()}}],"last":{{entry.ToJson()}}}""");
        }
    }

    [Fact]
    public void A_large_entry_between_small_ones_does_not_affect_them()
    {
        var small = Logged.Entry(log => log.Info("small", ("a", 1)));
        string before = small.ToJson();
        var limits = new LogLimits { TextLength = 1_000_000, EntrySize = 4_000_000 };
        var large = Logged.Entry(log => log.Info(new string('日', 300_000), ("v", new string('x', 700_000)), ("w", new string('"', 400_000))), limits);

        using var json = Logged.Parse(large);
        json.RootElement.GetProperty("content").GetString().Should().Be(new string('日', 300_000));
        json.RootElement.GetProperty("v").GetString().Should().HaveLength(700_000);
        json.RootElement.GetProperty("w").GetString().Should().Be(new string('"', 400_000));
        small.ToJson().Should().Be(before);
    }

    [Fact]
    public void Generated_keys_are_written_like_literals_in_any_number()
    {
        for (int i = 0; i < 12_000; i += 60)
        {
            LogField[] fields = [.. Enumerable.Range(i, 60).Select(n => LogField.Of(string.Create(CultureInfo.InvariantCulture, $"key {n} é"), n))];
            var entry = Logged.Entry(log => log.Info("m", fields));
            Logged.JsonKeys(entry).Should().Equal(fields.Select(field => field.Key));
        }
    }

    [Fact]
    public void Similar_keys_are_not_confused()
    {
        for (int i = 0; i < 100; i++)
        {
            string key = new('a', 3); // A new instance each time.
            Logged.Entry(log => log.Info("m", (key, 1), ("aba", 2), ("aca", 3))).ToJson().Should().EndWith("\"aaa\":1,\"aba\":2,\"aca\":3}");
        }
    }

    [Fact]
    public void A_cached_key_shape_does_not_affect_another_call()
    {
        const string Key = "pii";
        for (int i = 0; i < 3; i++)
        {
            Logged.Entry(log => log.Info("m", ("a", 1), (Key, false))).IsPii.Should().BeFalse();
            Logged.Entry(log => log.Info("m", ("a", 1), (Key, true))).IsPii.Should().BeTrue();
            Logged.Entry(log => log.Info("m", ("level", 1), ("a", 2))).Fields.Keys.Should().Equal("field_level", "a");
            Logged.Entry(log => log.Info("m", ("a", 1), ("a", 2))).Fields.ToString().Should().Be("a=2");
            Logged.Entry(log => log.Info("m", ("b", 1), ("a", 2)), new LogLimits { FieldsPerEntry = 1 }).Fields.ToString().Should().Be("b=1, fields_cut=1");
            Logged.Entry(log => log.Info("m", ("a key of some length", 2)), new LogLimits { KeyLength = 8 }).Fields[0].Key.Should()
                .Be("a key of… [cut, 20 characters]");
            Logged.Entry(log => log.Info("m", ("a key of some length", 2))).Fields[0].Key.Should().Be("a key of some length");
        }
    }
}
