using System.Text.Json;
using ConvLog.Functions;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Privacy;

/// <summary>JSON and ToString of captured values and records.</summary>
public class UngatedShapeTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper };
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void An_entry_is_written_in_the_documented_shape_with_masks()
    {
        using var session = new Session();
        session.Log.Warning("Caller captured", ("attempt", 2), LogField.Pii("phone", "+15551234567"),
            LogField.Pii("email", "jane@example.com", shown: "j***@example.com"), ("nested", new { a = 1.10m }));

        JsonSerializer.Serialize(session.Last).Should().Be(
            """{"level":"warning","content":"Caller captured","is_pii":false,"timestamp":"2026-01-01T00:00:00Z","logger":"conversation_logger","attempt":2,"phone":"[redacted]","email":"j***@example.com","nested":{"a":1.10}}"""
                .Replace("2026-01-01T00:00:00Z", JsonDocument.Parse(session.Last.ToJson()).RootElement.GetProperty("timestamp").GetString(),
                StringComparison.Ordinal));
        JsonSerializer.Deserialize<JsonElement>(JsonSerializer.Serialize(session.Last, s_indented)).GetProperty("is_pii").GetBoolean().Should()
            .BeFalse("names are the library's own, whatever the policy");
        session.Last.ToJson().Should().Contain("+15551234567", "what holds everything is asked for by name");
    }

    [Fact]
    public void The_JSON_of_a_personal_entry_response_or_record_has_only_its_flag()
    {
        using var session = new Session();
        session.Log.Error("Jane", ("phone", "+1555"), isPii: true);
        session.Conversation.LogApiResponse("GET", "https://crm.example/jane", 200, TimeSpan.FromSeconds(1), isPii: true);

        JsonSerializer.Serialize(session.Last).Should().Be("""{"is_pii":true}""");
        JsonSerializer.Serialize(session.Sink.ApiResponses[0]).Should().Be("""{"is_pii":true}""");
        JsonSerializer.Serialize<StoreRecord>(EntryRecord.From(session.Last)).Should().Be("""{"is_pii":true}""");
        EntryRecord.From(session.Last).ToString().Should().Be("""EntryRecord {"is_pii":true}""");
        session.Sink.ApiResponses[0].ToString().Should().Be("[redacted]");
    }

    [Fact]
    public void Fields_and_masked_texts_are_serialized_by_their_masks()
    {
        JsonSerializer.Serialize(LogField.Pii("phone", "+1555")).Should().Be("""{"phone":"[redacted]"}""");
        JsonSerializer.Serialize(LogField.Pii("age", 41, shown: "40-50")).Should().Be("""{"age":"40-50"}""");
        JsonSerializer.Serialize(LogField.Of("attempt", 2)).Should().Be("""{"attempt":2}""");
        JsonSerializer.Serialize(Some.Fields(("a", 1), LogField.Pii("b", 2))).Should().Be("""{"a":1,"b":"[redacted]"}""");
        JsonSerializer.Serialize(new[] { new MaskedText("I am Jane", "I am [name]"), "Hello", default }).Should().Be("""["I am [name]","Hello",""]""");
        JsonSerializer.Serialize(default(LogFields)).Should().Be("{}");
    }

    [Fact]
    public void A_function_event_holds_what_everyone_may_see_and_no_trace_of_personal_entries()
    {
        using var session = new Session();
        using var call = session.Conversation.BeginFunction("save_guest", "call_7", new { name = "Jane" });
        session.Log.Info("visible");
        session.Log.Info("Jane", isPii: true);
        session.Conversation.SetState("guest", "Jane");
        call.Complete("Jane booked");

        var json = JsonSerializer.SerializeToElement(call);

        json.GetProperty("name").GetString().Should().Be("save_guest");
        json.GetProperty("outcome").GetString().Should().Be("completed");
        json.GetProperty("arguments").GetRawText().Should().Be("""{"name":"[redacted]"}""");
        json.GetProperty("result").GetString().Should().Be("[redacted]");
        json.GetProperty("entries").GetArrayLength().Should().Be(1);
        json.GetProperty("state_changes")[0].GetProperty("name").GetString().Should().Be("guest");
        json.GetRawText().Should().NotContain("Jane").And.NotContain("is_pii\":true");
        call.ToString().Should().Be("save_guest (Completed)");
    }

    [Fact]
    public void A_record_prints_its_visible_part()
    {
        var opening = Some.Opening() with { UserId = "jane@example.com", FromNumber = "+15551234567", Attributes = Some.Fields(("tier", "gold")) };

        opening.ToString().Should()
            .StartWith("""ConversationRecord {"conversation_id":"conv-42","agent_id":"bookings","environment":"live","user":"[redacted]","from_number":"REDACTED","attributes":{"tier":"[redacted]"},""");
        (opening with { Channel = "voice" }).ToString().Should().Contain("\"channel\":\"voice\"").And.NotContain("jane");
    }

    [Fact]
    public void Utterances_are_shown_masked_or_withheld_where_all_are_personal()
    {
        static string[] Forms(ConversationOptions options)
        {
            var sink = new InMemorySink();
            using var conversation = new Conversation(new ConversationInfo("conv-42"), sink, options);
            using var turn = conversation.BeginTurn(new MaskedText("I am Jane", "I am [name]"));
            turn.Complete("Hello");
            return [JsonSerializer.Serialize(turn), TurnRecord.From(new TurnSnapshot(turn, SnapshotMoment.Ended)).ToString()];
        }

        Forms(new ConversationOptions()).Should()
            .OnlyContain(form => form.Contains("I am [name]", StringComparison.Ordinal) && form.Contains("Hello", StringComparison.Ordinal));
        Forms(new ConversationOptions { UtterancesArePersonal = true }).Should()
            .OnlyContain(form => !form.Contains("[name]", StringComparison.Ordinal) && !form.Contains("Hello", StringComparison.Ordinal));
    }

    [Fact]
    public void The_personal_utterances_setting_is_not_part_of_a_records_equality()
        => (Some.Turn(1) with { UtterancesArePersonal = new EqualityNeutral(true) }).Should().Be(Some.Turn(1));

    [Fact]
    public void Captured_JSON_of_any_depth_is_written_by_the_callers_encoder()
    {
        using var session = new Session(new LogLimits { Depth = 64 });
        object deep = "<b>";
        for (int i = 0; i < 63; i++)
        {
            deep = new[] { deep };
        }

        session.Log.Info("<i>", ("html", new { a = "<script>" }), ("deep", deep));

        string json = JsonSerializer.Serialize(session.Last);

        json.Should().NotContain("<",
            "the default encoder escapes it").And.Contain(JsonEncodedText.Encode("<script>").Value).And.Contain(JsonEncodedText.Encode("<b>").Value);
    }

    [Fact]
    public void ToString_of_a_malformed_record_does_not_throw()
    {
        StoreRecord[] records =
        [
            Some.Opening() with { ConversationId = null!, AgentId = null!, UserId = "\uD800", Environment = (ConversationEnvironment)77,
                Handoff = new Handoff(null!, null) },
            Some.Turn(1) with { Id = null! },
            Some.Entry(1, null!) with { Level = (EntryLevel)77, Content = "\uD800" },
            Some.ApiResponse() with { Url = null!, Method = null! },
            Some.ApiResponse() with { Url = "\uD800?\uD800" },
            Some.Call(1, turn: 1) with { VisibleLosses = null!, Name = null! },
            Some.Note() with { Text = null! },
            Some.Annotation(1) with { ImprovedAnswer = null! },
        ];

        foreach (var record in records)
        {
            record.ToString().Should().StartWith(record.GetType().Name);
        }
    }

    [Fact]
    public void A_view_is_written_as_before()
    {
        string json = JsonSerializer.Serialize(
            new FunctionEventView { Arguments = Some.Fields(("seats", 2)), Result = LogField.Pii("result", "Jane", shown: "a name") });

        json.Should().Contain("""
            "Arguments":[{"Key":"seats","IsPii":false,"Shown":null,"Value":2}]
            """).And.Contain("""
            "Result":{"Key":"result","IsPii":true,"Shown":"a name","Value":"Jane"}
            """);
        JsonSerializer.Serialize(new EntryView { Fields = Some.Fields(LogField.Pii("a", "Jane")) }, s_web)
            .Should().Contain("""{"key":"a","isPii":true,"shown":"[redacted]","value":"Jane"}""");
    }

    [Theory]
    [InlineData("LogEntry", "{}")]
    [InlineData("LogField", """{"a":1}""")]
    [InlineData("LogFields", """{"a":1}""")]
    [InlineData("MaskedText", "\"text\"")]
    [InlineData("FunctionEvent", "{}")]
    [InlineData("ApiResponseEntry", "{}")]
    [InlineData("Turn", "{}")]
    [InlineData("ConversationInfo", "{}")]
    [InlineData("StateChange", "{}")]
    [InlineData("Records.TurnRecord", "{}")]
    [InlineData("Records.StoreRecord", "{}")]
    [InlineData("Records.StoredConversation", "{}")]
    public void Deserializing_throws_and_names_the_reader_to_use(string type, string json)
        => FluentActions.Invoking(() => JsonSerializer.Deserialize(json, FamilyTypes.Named($"ConvLog.{type}")))
            .Should().Throw<NotSupportedException>().WithMessage($"*{type.Split('.')[^1]}*ConversationReader*");
}
