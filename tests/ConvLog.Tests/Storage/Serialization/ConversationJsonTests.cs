using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.Serialization;

namespace ConvLog.Tests.Storage.Serialization;

public sealed class ConversationJsonTests
{
    private static readonly ManualClock s_time = new(new DateTimeOffset(2026, 6, 3, 13, 18, 6, 370, TimeSpan.Zero));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_written_conversation_reads_back_and_writes_the_same_bytes(bool canReadPii)
    {
        byte[] written = ConversationJson.ToUtf8(await RichConversation.ReadAsync(canReadPii, s_time));

        var read = ConversationJson.ReadConversation(written);

        JsonNode expected = JsonNode.Parse(written)!;
        JsonNode actual = JsonNode.Parse(ConversationJson.ToUtf8(read))!;
        foreach (var node in new[] { expected, actual })
        {
            foreach (var turn in node["turns"]!.AsArray())
            {
                turn!["turn_id"] = 0; // An opaque number derived from the turn's ID, which the JSON does not contain.
            }
        }

        actual.ToJsonString().Should().Be(expected.ToJsonString());
    }

    [Fact]
    public async Task Function_events_are_keyed_by_the_ordinal_of_their_turn_or_0_outside_any()
    {
        var json = await JsonAsync(canReadPii: true);

        json["functionEvents"]!.AsObject().Select(turn => (turn.Key, turn.Value!.AsArray().Count)).Should().Equal(("0", 1), ("1", 2));
        var call = json["functionEvents"]!["1"]![0]!;
        call["turn_id"]!.GetValue<int>().Should().Be(1);
        call["conversation_id"]!.GetValue<string>().Should().Be("conv-1");
        call["outcome"]!.GetValue<string>().Should().Be("failed");
        json["functionEvents"]!["1"]![1]!["parent_id"]!.GetValue<string>().Should().Be(call["id"]!.GetValue<string>());
        json["functionEvents"]!["1"]![1]!["content"]!.GetValue<string>().Should().Be("""{"slot":"11:15"}""");
    }

    [Fact]
    public async Task Logs_hold_entries_in_the_documented_shape_or_null_without_entries()
    {
        var json = await JsonAsync(canReadPii: true);

        json["functionEvents"]!["0"]![0]!["logs"].Should().BeNull();
        json["functionEvents"]!["1"]![0]!["logs"]!["conversation_logger"]![0]!.ToJsonString().Should().Be(
            """{"level":"info","content":"Validated inputs","is_pii":false,"timestamp":"2026-06-03T13:18:06.3700000Z","logger":"conversation_logger","validation_passed":true,"missing_fields":[]}""");
        json["logs"]!["conversation_logger"]!.AsArray().Should().ContainSingle("what was logged outside any turn is kept and shown");
        json["turns"]![0]!["logs"]!["conversation_logger"]![0]!["confidence"]!.ToJsonString().Should().Be("0.97");
    }

    [Fact]
    public async Task Api_responses_are_listed_next_to_the_entries()
    {
        var json = await JsonAsync(canReadPii: true);

        json["functionEvents"]!["1"]![0]!["logs"]!["api_responses"]![0]!.ToJsonString().Should().Be(
            """{"method":"POST","url":"https://api.example/slots?phone=5550100000","status_code":409,"elapsed_ms":271.5,"error_body":"{\u0022code\u0022:\u0022slot_taken\u0022}","is_pii":false,"timestamp":"2026-06-03T13:18:06.3700000Z","fields":{"attempt":1}}""");
    }

    [Fact]
    public async Task Truncations_are_listed_next_to_the_entries_by_reason()
    {
        var json = await JsonAsync(canReadPii: false);

        json["functionEvents"]!["1"]![0]!["logs"]!["losses"]!.ToJsonString().Should().Be("""{"dropped":{},"truncated":{"text_length":1}}""");
    }

    [Fact]
    public async Task State_changes_show_the_last_change_of_each_variable()
    {
        var json = await JsonAsync(canReadPii: true);

        json["functionEvents"]!["1"]![0]!["state_changes"]!.ToJsonString().Should().Be("""{"added":{},"removed":["day"],"updated":{}}""");
    }

    [Fact]
    public async Task Times_are_written_as_recorded()
    {
        var json = await JsonAsync(canReadPii: true);

        json["startedAt"]!.GetValue<string>().Should().Be("2026-06-03T13:18:06.370000+00:00");
        json["turns"]![0]!["user_input_datetime"]!.GetValue<string>().Should().Be("2026-06-03T13:18:06.370000+00:00");
        json["functionEvents"]!["1"]![0]!["start_time"]!.GetValue<string>().Should().Be("Wed, 03 Jun 2026 13:18:06 GMT");
        json["metrics"]!["CALL_DURATION"]![0]!.ToJsonString().Should().Be("""{"timestamp":"2026-06-03T13:18:06.370000","value":"73"}""");
    }

    [Fact]
    public async Task A_reader_without_the_permission_gets_masks_and_no_personal_entries()
    {
        string json = Encoding.UTF8.GetString(ConversationJson.ToUtf8(await RichConversation.ReadAsync(canReadPii: false, s_time)));

        json.Should().NotContainAny("5550100000", "user@example.com", "+15550100", "slot_taken", "Call this caller back", "timed out", "Friday",
            "Caller number");
        var node = JsonNode.Parse(json)!;
        node["fromNumber"]!.GetValue<string>().Should().Be("REDACTED");
        node["functionEvents"]!["1"]![0]!["arguments"]!.ToJsonString().Should().Be("""{"day":"[redacted]","phone":"[redacted]"}""");
        node["functionEvents"]!["1"]![0]!["error"]!.GetValue<string>().Should().Be("[redacted]");
        node["functionEvents"]!["1"]![0]!["error_type"]!.GetValue<string>().Should().Be("System.InvalidOperationException");
        node["functionEvents"]!["1"]![0]!["logs"]!["conversation_logger"]![1]!["email"]!.GetValue<string>().Should().Be("u***@example.com");
        node["functionEvents"]!["1"]![0]!["logs"]!["api_responses"]![0]!["url"]!.GetValue<string>().Should().Be("https://api.example/slots?[redacted]");
        node["turns"]![0]!["metadata"]!["function_events"]![0]!["arguments"]!["phone"]!.GetValue<string>().Should().Be("[redacted]");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"turns":{}}""")]
    [InlineData("""{"turns":[1]}""")]
    [InlineData("""{"clientEnv":"moon"}""")]
    [InlineData("""{"startedAt":"yesterday"}""")]
    [InlineData("""{"startedAt":5}""")]
    [InlineData("""{"functionEvents":{"1":[{"duration":1e400}]}}""")]
    [InlineData("""{"functionEvents":{"1":[{"turn_id":99999999999}]}}""")]
    [InlineData("""{"functionEvents":{"1":[{"duration":9223372036854775807}]}}""")]
    [InlineData("""{"functionEvents":{"1":[{"logs":{"conversation_logger":[{"level":"info"}]}}]}}""")]
    [InlineData("""{"turns":[{"llm_requests":[{"cost":"much"}]}]}""")]
    [InlineData("""{"turns":[{"latency":{"perceived_latency":"long"}}]}""")]
    public void JSON_of_another_shape_throws_a_JsonException_with_a_reason(string json)
    {
        Action read = () => ConversationJson.ReadConversation(Encoding.UTF8.GetBytes(json));

        read.Should().Throw<JsonException>().Which.Message.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("""{"level":"info","content":"a","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger"}""")]
    [InlineData("""{"level":"error","content":"ß + 日本 \u0000","is_pii":true,"timestamp":"2025-01-01T10:00:00.0000001Z","logger":"conversation_logger","n":1.10,"big":1e400,"neg":-0,"list":[1,{"a":null}],"t":true,"x":null,"s":"","l":9223372036854775807}""")]
    public void An_entry_reads_back_to_the_same_JSON(string json)
    {
        var entry = ConversationJson.ReadEntry(Encoding.UTF8.GetBytes(json));

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, ConversationJson.WriterOptions))
        {
            ConversationJson.Write(writer, entry);
        }

        Encoding.UTF8.GetString(stream.ToArray()).Should().Be(json);
    }

    [Fact]
    public void A_lone_surrogate_in_JSON_reads_as_U_FFFD()
    {
        var entry = ConversationJson.ReadEntry(
            """{"level":"info","content":"a\ud800","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","\udc00":"\ud83d\ude00\ud83d"}"""u8);

        entry.Content.Should().Be("a\uFFFD");
        entry.Fields.Select(static f => (f.Key, f.Value)).Should().Equal(("\uFFFD", "😀\uFFFD"));
    }

    private static async Task<JsonNode> JsonAsync(bool canReadPii)
        => JsonNode.Parse(ConversationJson.ToUtf8(await RichConversation.ReadAsync(canReadPii, s_time)))!;
}
