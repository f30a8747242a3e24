using System.Text;
using System.Text.Json;

namespace ConvLog.Tests.Entries;

public class LogEntryShapeTests
{
    [Fact]
    public void An_entry_is_written_in_the_documented_shape()
        => Logged.Json(log => log.Info("Message"))
            .Should().Be("""{"level":"info","content":"Message","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger"}""");

    [Fact]
    public void Fields_are_flattened_after_the_entrys_own_properties()
        => Logged.Json(log => log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>())))
            .Should().Be(
            """{"level":"info","content":"Validated inputs","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","validation_passed":true,"missing_fields":[]}""");

    [Fact]
    public void A_warning_with_personal_data_says_so()
        => Logged.Json(log => log.Warning("Caller number captured", ("user_phone", "+15551234567"), isPii: true))
            .Should().Be(
            """{"level":"warning","content":"Caller number captured","is_pii":true,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","user_phone":"+15551234567"}""");

    [Fact]
    public void An_error_carries_its_context()
        => Logged.Json(log => log.Error("CRM upsert failed", ("status", 409), ("retriable", true), ("attempt", 2)))
            .Should().Be(
            """{"level":"error","content":"CRM upsert failed","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","status":409,"retriable":true,"attempt":2}""");

    [Fact]
    public void The_companion_of_a_personal_entry_is_plain()
    {
        using var session = new Session();
        session.Log.Info("Caller email captured", ("email", "jane@example.com"), isPii: true);
        session.Log.Info("Caller email captured [redacted]");

        session.Sink.Entries.Select(entry => entry.ToJson()).Should().Equal(
            """{"level":"info","content":"Caller email captured","is_pii":true,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","email":"jane@example.com"}""",
            """{"level":"info","content":"Caller email captured [redacted]","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger"}""");
    }

    [Fact]
    public void A_companion_redaction_in_one_call_keeps_the_entry_visible_and_the_value_in_full()
    {
        var entry = Logged.Entry(log => log.Info("Caller email captured", LogField.Pii("email", "jane@example.com", shown: "j***@example.com")));

        entry.IsPii.Should().BeFalse();
        entry.ToJson().Should().Be(
            """{"level":"info","content":"Caller email captured","is_pii":false,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","email":"jane@example.com"}""");
        entry.Fields[0].Shown.Should().Be("j***@example.com");
    }

    [Fact]
    public void An_error_with_an_exception_shows_its_type_and_hides_its_message_and_stack()
    {
        var entry = Logged.Entry(log => log.Error("CRM upsert failed", new InvalidOperationException("Jane Doe exists"), ("status", 409)));

        entry.Fields.Keys.Should().Equal("exception", "exception_message", "exception_stack", "status");
        entry.Fields["exception"].Should().Be("System.InvalidOperationException");
        entry.Fields["exception_message"].Should().Be("Jane Doe exists");
        entry.Fields.Select(field => field.IsPii).Should().Equal(false, true, true, false);
    }

    [Theory]
    [InlineData(0, "2025-01-01T10:00:00Z")]
    [InlineData(1, "2025-01-01T10:00:00.0000001Z")]
    [InlineData(1_000_000, "2025-01-01T10:00:00.1000000Z")]
    [InlineData(12_345_678, "2025-01-01T10:00:01.2345678Z")]
    [InlineData(10_000_000, "2025-01-01T10:00:01Z")]
    public void A_timestamp_has_seven_fraction_digits_except_on_whole_seconds(long ticks, string expected)
    {
        using var session = new Session();
        session.Clock.Advance(TimeSpan.FromTicks(ticks));
        session.Log.Info("m");

        Logged.RawField(session.Last, "timestamp").Should().Be($"\"{expected}\"");
    }

    [Fact]
    public void A_timestamp_is_in_UTC_whatever_the_offset_of_the_clock()
    {
        using var session = new Session();
        session.Clock.SetUtcNow(new DateTimeOffset(2025, 6, 1, 3, 0, 0, TimeSpan.FromHours(5.5)));
        session.Log.Info("m");

        session.Last.Timestamp.Should().Be(new DateTimeOffset(2025, 5, 31, 21, 30, 0, TimeSpan.Zero));
        Logged.RawField(session.Last, "timestamp").Should().Be("\"2025-05-31T21:30:00Z\"");
    }

    [Fact]
    public void Text_is_written_with_the_relaxed_encoder()
        => Logged.Json(log => log.Info("""Señora "Ünal" <b>&'+123""", ("naïve", "日本語 🎉")))
            .Should().Contain("""content":"Señora \"Ünal\" <b>&'+123",""").And.Contain("naïve\":\"日本語 ");

    [Fact]
    public void WriteTo_writes_the_same_object_with_the_callers_writer()
    {
        var entry = Logged.Entry(log => log.Info("m", ("a", 1), ("b", new[] { 1, 2 })));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            entry.WriteTo(writer);
        }

        Encoding.UTF8.GetString(stream.ToArray()).Should().Be(entry.ToJson());
        entry.Invoking(e => e.WriteTo(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void ToJson_can_be_called_again_and_from_many_threads()
    {
        using var session = new Session();
        for (int i = 0; i < 200; i++)
        {
            session.Log.Info("m", ("i", i));
        }

        var expected = session.Sink.Entries.Select(entry => entry.ToJson()).ToArray();
        var actual = session.Sink.Entries.AsParallel().AsOrdered().Select(entry => entry.ToJson()).ToArray();
        actual.Should().Equal(expected);
    }

    [Fact]
    public void An_entry_knows_its_conversation_level_logger_and_place()
    {
        using var session = new Session();
        session.Log.Warning("first");
        session.Log.Error("second");

        session.Last.ConversationId.Should().Be("conv-42");
        session.Last.Level.Should().Be(EntryLevel.Error);
        session.Last.Logger.Should().Be("conversation_logger");
        session.Sink.Entries.Select(entry => entry.Sequence).Should().Equal(1, 2);
        session.Sink.Entries.Select(entry => entry.Id).Should().OnlyHaveUniqueItems().And.NotContain(Guid.Empty);
        session.Last.Id.Should().Be(session.Last.Id);
    }

    [Fact]
    public void ToString_of_a_personal_entry_shows_no_content()
    {
        Logged.Entry(log => log.Info("Jane", ("phone", "+1"), isPii: true)).ToString().Should().Be("Info: [redacted]");
        Logged.Entry(log => log.Error("m", ("a", 1), LogField.Pii("phone", "+1"))).ToString().Should().Be("Error: m (a=1, phone=[redacted])");
        Logged.Entry(log => log.Warning("m")).ToString().Should().Be("Warning: m");
    }
}
