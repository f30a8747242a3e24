using ConvLog.Testing;

namespace ConvLog.CSharp12.Tests;

/// <summary>
/// Every shape of a call in the design's "The calls", compiled as an author on C# 12 and .NET 8 writes it. ConvLog.Tests has the same for C# 14.
/// </summary>
public class ConversationLoggerBindingTests
{
    private static LogEntry Entry(Action<ConversationLogger> log)
    {
        using var test = new TestConversation();
        log(test.Conversation.Log);
        return test.Log.Should().ContainSingle().Subject;
    }

    private static string[] Fields(Action<ConversationLogger> log) => [.. Entry(log).Fields.Select(field => field.ToString())];

    private static bool IsPii(Action<ConversationLogger> log) => Entry(log).IsPii;

    [Fact]
    public void A_message_alone_and_with_the_flag()
    {
        Fields(log => log.Info("m")).Should().BeEmpty();
        IsPii(log => log.Info("m")).Should().BeFalse();
        IsPii(log => log.Info("m", true)).Should().BeTrue();
        IsPii(log => log.Warning("m", isPii: true)).Should().BeTrue();
        IsPii(log => log.Error("m", isPii: false)).Should().BeFalse();
    }

    [Fact]
    public void The_flag_after_the_fields_and_before_them()
    {
        const string Phone = "+1";
        IsPii(log => log.Info("m", ("user_phone", Phone), isPii: true)).Should().BeTrue();
        IsPii(log => log.Info("m", isPii: true, ("user_phone", Phone))).Should().BeTrue();
        IsPii(log => log.Info("m", true, ("user_phone", Phone), ("b", 2))).Should().BeTrue();
        Fields(log => log.Info("m", isPii: true, ("user_phone", Phone), ("b", 2))).Should().Equal("user_phone=+1", "b=2");
    }

    [Fact]
    public void One_to_eight_fields_and_more()
    {
        Fields(log => log.Info("m", ("a", 1))).Should().Equal("a=1");
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8))).Should().HaveCount(8);
        Fields(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9))).Should().HaveCount(9);
        Fields(log => log.Info("m", isPii: true, ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9))).Should()
            .HaveCount(9);
    }

    [Fact]
    public void Members_of_objects_and_entries_of_dictionaries()
    {
        Fields(log => log.Info("m", new { status = 409, name = "x" })).Should().Equal("status=409", "name=x");
        Fields(log => log.Info("m", new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 1 }, isPii: true)).Should().Equal("a=1");
        Fields(log => log.Error("m", new InvalidOperationException("x"), new { status = 409 })).Should().HaveCount(4);
        IsPii(log => log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9), isPii: true)).Should().BeTrue();
    }

    [Fact]
    public void A_level_that_is_known_only_when_the_program_runs()
    {
        LogField[] fields = [("a", 1)];
        Fields(log => log.Write(EntryLevel.Warning, "m")).Should().BeEmpty();
        Fields(log => log.Write(EntryLevel.Warning, "m", ("a", 1), ("b", 2))).Should().Equal("a=1", "b=2");
        Fields(log => log.Write(EntryLevel.Warning, "m", fields)).Should().Equal("a=1");
        Fields(log => log.Write(EntryLevel.Error, "m", new InvalidOperationException("x"), isPii: true, fields)).Should().HaveCount(4);
        Fields(log => log.Write(EntryLevel.Error, "m", new InvalidOperationException("x"))).Should().HaveCount(3);
        Entry(log => log.Write(EntryLevel.Warning, "m")).Level.Should().Be(EntryLevel.Warning);
    }

    [Fact]
    public void Tuples_mix_with_Of_and_Pii()
        => Fields(log => log.Info("m", ("a", 1), LogField.Pii("b", "secret"), LogField.Of("c", ulong.MaxValue), ("d", "x"), LogField.Pii("e", 5, shown: "#")))
            .Should().Equal("a=1", "b=[redacted]", "c=18446744073709551615", "d=x", "e=#");

    [Fact]
    public void Values_of_every_type_that_converts()
    {
        byte small = 1;
        Entry(log => log.Info(
            "m",
            [
                ("s", "x"), ("i", 1), ("l", 2L), ("b", true), ("f", 1.1f), ("d", 0.1), ("m", 1.10m), ("c", 'c'), ("by", small), ("u", 5u),
                ("dto", DateTimeOffset.UnixEpoch), ("dt", DateTime.UnixEpoch), ("g", Guid.Empty), ("t", TimeSpan.Zero), ("o", (object)new[] { 1 }),
                    ("e", DayOfWeek.Monday),
            ])).ToJson().Should().EndWith("""
            "s":"x","i":1,"l":2,"b":true,"f":1.1,"d":0.1,"m":1.10,"c":"c","by":1,"u":5,"dto":"1970-01-01T00:00:00+00:00","dt":"1970-01-01T00:00:00Z","g":"00000000-0000-0000-0000-000000000000","t":"00:00:00","o":[1],"e":"Monday"}
            """);
    }

    [Fact]
    public void Typed_nulls_and_a_literal_null()
    {
        string? text = null;
        int? number = null;
        object? value = null;
        List<int>? list = null;
        Entry(log => log.Info("m", ("a", text), ("b", number), ("c", value), ("d", list), ("e", null))).ToJson().Should()
            .EndWith("\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":null}");
    }

    [Fact]
    public async Task An_await_inside_a_field()
    {
        await using var test = new TestConversation();
        test.Conversation.Log.Info("m", ("a", await Task.FromResult(1)), ("b", await Task.FromResult("x")), isPii: await Task.FromResult(true));
        test.Conversation.Log.Info("m", ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", await Task.FromResult(9)));

        test.Log[0].Fields.ToString().Should().Be("a=1, b=x");
        test.Log[1].Fields.Should().HaveCount(9);
    }

    [Fact]
    public void Collection_expressions_spreads_and_arrays()
    {
        LogField[] common = [("a", 1), ("b", "x")];
        List<LogField> list = [("c", true)];
        Fields(log => log.Info("m", [("a", 1), ("b", "x")])).Should().Equal("a=1", "b=x");
        Fields(log => log.Info("m", [.. common, ("d", 4.5)])).Should().Equal("a=1", "b=x", "d=4.5");
        Fields(log => log.Info("m", isPii: true, [.. list])).Should().Equal("c=true");
        Fields(log => log.Info("m", common)).Should().HaveCount(2);
        Fields(log => log.Info("m", isPii: true, common)).Should().HaveCount(2);
        Fields(log => log.Info("m", new LogField[] { ("a", 1) })).Should().HaveCount(1);
        Fields(log => log.Info("m", common.AsSpan())).Should().HaveCount(2);
    }

    [Fact]
    public void An_exception_with_and_without_fields()
    {
        var e = new InvalidOperationException("x");
        Fields(log => log.Error("m", e)).Should().HaveCount(3);
        Fields(log => log.Error("m", e, ("status", 409), ("retriable", true), ("attempt", 2))).Should().HaveCount(6);
        Fields(log => log.Error("m", e, ("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5), ("f", 6), ("g", 7), ("h", 8), ("i", 9))).Should().HaveCount(12);
        Fields(log => log.Warning("m", (Exception?)null, ("a", 1))).Should().Equal("a=1");
        IsPii(log => log.Error("m", e, isPii: true)).Should().BeTrue();
        IsPii(log => log.Error("m", e, isPii: true, ("a", 1))).Should().BeTrue();
        IsPii(log => log.Error("m", e, ("a", 1), isPii: true)).Should().BeTrue();
    }

    [Fact]
    public async Task The_example_of_the_design_compiles()
    {
        const string Email = "jane@example.com";
        var exception = new InvalidOperationException("exists");
        var elapsed = TimeSpan.FromMilliseconds(31);
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.Conflict) { Content = new StringContent("exists") };
        var sink = new InMemorySink();
        await using (var conv = new Conversation(new ConversationInfo("conv-42") { AgentId = "bookings", Channel = "webchat" }, sink))
        {
            using (var turn = conv.BeginTurn("Book a table for two"))
            {
                using (var call = conv.BeginFunction("save_guest", callId: "call_7"))
                {
                    conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
                    conv.Log.Warning("Caller number captured", ("user_phone", "+123…"), isPii: true);
                    conv.Log.Info("Caller email captured", LogField.Pii("email", Email, shown: "j***@example.com"));
                    conv.Log.Error("CRM upsert failed", exception, ("status", 409), ("retriable", true), ("attempt", 2));
                    await conv.LogApiResponseAsync(response, elapsed, overrideUrl: "https://crm.example/contacts/{id}");
                }

                turn.Complete("Done.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
            }
        }

        sink.Entries.Should().HaveCount(4).And.OnlyContain(entry => entry.FunctionEvent!.Name == "save_guest");
        sink.ApiResponses.Should().ContainSingle().Which.ErrorBody.Should().Be("exists");
    }

    [Fact]
    public void What_else_an_author_calls()
    {
        using var test = new TestConversation();
        test.Conversation.LogApiResponse("GET", "https://crm.example", 200, TimeSpan.Zero);
        test.Conversation.LogApiResponse("GET", "https://crm.example", 500, TimeSpan.Zero, errorBody: "down");
        test.Conversation.LogApiResponse("GET", "https://crm.example", 500, TimeSpan.Zero, "down", null, true, ("attempt", 2), ("last", true));
        test.Log.ApiResponses.Should().HaveCount(3);
        MaskedText.Mask("I am Jane", (5, 4)).Shown.Should().Be("I am [redacted]");
        MaskedText.Mask("I am Jane").Shown.Should().Be("I am Jane");
        using var joined = new Conversation(new ConversationInfo("c"), new FanOutSink(new InMemorySink(), new InMemorySink()));
        joined.Log.Info("m");
    }
}
