using System.Text.Json;
using ConvLog.Entries;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace ConvLog.Tests.Sinks;

public class LoggerSinkTests
{
    private static List<LogRecord> LogTo(Action<Conversation> use)
    {
        List<LogRecord> lines = [];
        using var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.AddInMemoryExporter(lines);
        }));
        using var conv = new Conversation(new ConversationInfo("conv-42"), new LoggerSink(loggers.CreateLogger("ConvLog")));
        use(conv);
        return lines;
    }

    private static object? Value(LogRecord line, string key)
        => line.Attributes!.Single(item => string.Equals(item.Key, key, StringComparison.Ordinal)).Value;

    [Fact]
    public void An_entry_becomes_structured_state_at_its_level()
    {
        var lines = LogTo(conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.Log.Error("CRM upsert failed", ("status", 409), ("list", new[] { 1 }), ("note", null));
        });

        var line = lines.Should().ContainSingle().Subject;
        line.LogLevel.Should().Be(LogLevel.Error);
        line.EventId.Should().Be(new EventId(100, "ConversationEntry"));
        line.FormattedMessage.Should().Be("CRM upsert failed");
        Value(line, "conversation_id").Should().Be("conv-42");
        Value(line, "function").Should().Be("save_guest");
        Value(line, "function_event_id").Should().BeOfType<string>();
        Value(line, "status").Should().Be(409);
        Value(line, "list").Should().BeOfType<JsonElement>();
        Value(line, "note").Should().BeNull();
        line.Attributes![^1].Should().Be(KeyValuePair.Create("{OriginalFormat}", (object?)"{content}"));
        line.Exception.Should().BeNull();
    }

    [Fact]
    public void Levels_are_those_of_the_logger()
        => LogTo(conv =>
        {
            conv.Log.Info("i");
            conv.Log.Warning("w");
            conv.Log.Error("e");
        }).Select(static line => line.LogLevel).Should().Equal(LogLevel.Information, LogLevel.Warning, LogLevel.Error);

    [Fact]
    public void A_personal_entry_is_omitted_and_a_personal_field_shows_its_mask()
    {
        var lines = LogTo(conv =>
        {
            conv.Log.Info("Jane called", ("phone", "+1555"), isPii: true);
            conv.Log.Info("m", ("pii", true), ("phone", "+1555"));
            conv.Log.Info("captured", LogField.Pii("phone", "+1555"), LogField.Pii("email", "jane@x", shown: "j***@x"), ("who", new MaskedText("Jane", "J.")));
            conv.Log.Error("failed", new InvalidOperationException("Jane exists"));
        });

        lines.Should().HaveCount(2);
        Value(lines[0], "phone").Should().Be("[redacted]");
        Value(lines[0], "email").Should().Be("j***@x");
        Value(lines[0], "who").Should().Be("J.");
        Value(lines[1], "exception").Should().Be("System.InvalidOperationException");
        Value(lines[1], "exception_message").Should().Be("[redacted]");
        Value(lines[1], "exception_stack").Should().Be("[redacted]");
    }

    [Fact]
    public void An_API_response_is_logged_without_its_query_and_body()
    {
        var lines = LogTo(conv
            => conv.LogApiResponse("get", "https://user:secret@crm.example/contacts?email=jane%40x#top", 409, TimeSpan.FromMilliseconds(12.4),
            errorBody: "Jane exists", fields: [LogField.Pii("who", "Jane")]));

        var line = lines.Should().ContainSingle().Subject;
        line.LogLevel.Should().Be(LogLevel.Warning);
        line.EventId.Should().Be(new EventId(101, "ConversationApiResponse"));
        line.FormattedMessage.Should().Be("GET https://crm.example/contacts 409 in 12 ms");
        Value(line, "url").Should().Be("https://crm.example/contacts");
        Value(line, "status_code").Should().Be(409);
        Value(line, "elapsed_ms").Should().Be(12.4);
        Value(line, "who").Should().Be("[redacted]");
        string.Join(' ', line.Attributes!.Select(item => item.Value)).Should().NotContainAny("ane", "secret");
    }

    [Fact]
    public void A_success_is_information_and_a_personal_response_is_left_out()
    {
        var lines = LogTo(conv =>
        {
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.LogApiResponse("GET", "u", 500, TimeSpan.Zero, isPii: true);
        });

        lines.Should().ContainSingle().Which.LogLevel.Should().Be(LogLevel.Information);
    }

    [Fact]
    public void A_disabled_level_has_no_overhead()
    {
        var logger = new FakeLogger();
        logger.ControlLevel(LogLevel.Information, enabled: false);
        using var conv = new Conversation(new ConversationInfo("conv-42"), new LoggerSink(logger));
        conv.Log.Info("m");

        logger.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://x.example/a/b", "https://x.example/a/b")]
    [InlineData("https://x.example?q=1", "https://x.example")]
    [InlineData("https://x.example/a#frag?x", "https://x.example/a")]
    [InlineData("https://user@x.example", "https://x.example")]
    [InlineData("https://x.example/a@b", "https://x.example/a@b")]
    [InlineData("/relative/path?q=1", "/relative/path")]
    [InlineData("//", "//")]
    [InlineData("?only=query", "")]
    [InlineData("", "")]
    [InlineData("no url at all", "no url at all")]
    public void A_URL_is_logged_without_its_query(string url, string expected) => UrlText.WithoutQuery(url).Should().Be(expected);
}
