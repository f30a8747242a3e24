using System.Globalization;
using System.Text.Json;

namespace ConvLog.Tests.Entries;

public class ValueSnapshotDateAndTimeTests
{
    [Fact]
    public void The_ends_of_the_calendar_are_written()
    {
        Logged.Value(DateTimeOffset.MinValue).Should().Be("\"0001-01-01T00:00:00+00:00\"");
        Logged.Value(DateTimeOffset.MaxValue).Should().Be("\"9999-12-31T23:59:59.9999999+00:00\"");
        Logged.Value(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)).Should().Be("\"9999-12-31T23:59:59.9999999Z\"");
        Logged.Value(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)).Should().Be("\"0001-01-01T00:00:00Z\"");
        Logged.Value(TimeSpan.MinValue).Should().Be("\"-10675199.02:48:05.4775808\"");
        Logged.Value(TimeSpan.MaxValue).Should().Be("\"10675199.02:48:05.4775807\"");
    }

    [Fact]
    public void A_date_of_unspecified_kind_is_written_without_an_offset()
        => Logged.Value(new DateTime(2025, 3, 30, 2, 30, 0, DateTimeKind.Unspecified)).Should().Be("\"2025-03-30T02:30:00\"");

    [Fact]
    public void A_local_date_is_written_in_UTC_so_that_the_machines_time_zone_is_not_in_the_output()
    {
        var local = new DateTime(2025, 7, 1, 12, 0, 0, DateTimeKind.Utc).ToLocalTime();

        Logged.Value(local).Should().Be("\"2025-07-01T12:00:00Z\"");
        Logged.Value(new[] { local }).Should().Be("[\"2025-07-01T12:00:00Z\"]");
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    public void The_culture_of_the_thread_has_no_effect(string culture)
    {
        string Json()
        {
            using var session = new Session();
            session.Clock.Advance(TimeSpan.FromTicks(1_234_567));
            session.Log.Info(
                "INFO i̇",
                [
                    ("is_PII", false), ("d", 1234.5), ("f", 1.5f), ("m", 1234.50m), ("h", (object)(Half)0.5), ("i", (object)Int128.MinValue),
                        ("n", double.NaN), ("t", TimeSpan.FromDays(1.5)),
                    ("dt", new DateTime(2025, 2, 3, 4, 5, 6, DateTimeKind.Utc)), ("do", new DateOnly(2025, 2, 3)), ("to", new TimeOnly(4, 5)),
                        ("list", new object[] { 1.5, new DateOnly(2025, 2, 3), -1 }),
                    ("map", new Dictionary<double, object> { [1.5] = 2.5 }),
                ]);
            session.Conversation.LogApiResponse("get", "https://x.example/i", 200, TimeSpan.FromMilliseconds(1.5));
            return session.Last.ToJson() + session.Sink.ApiResponses[0].Method + session.Last;
        }

        string expected = Json();
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Json().Should().Be(expected);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_clock_at_the_ends_of_time_is_written()
    {
        var clock = new ManualClock();
        clock.SetUtcNow(DateTimeOffset.MinValue);
        var sink = new InMemorySink();
        using var conversation = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = clock });
        conversation.Log.Info("m");
        clock.SetUtcNow(DateTimeOffset.MaxValue);
        conversation.Log.Info("m");

        sink.Entries.Select(entry => Logged.RawField(entry, "timestamp")).Should()
            .Equal("\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"");
    }

    [Fact]
    public void Setting_the_clock_back_changes_no_order_and_makes_no_time_earlier()
    {
        using var session = new Session();
        session.Log.Info("first");
        session.Clock.SetUtcNow(ManualClock.DefaultStart.AddHours(-1));
        session.Log.Info("second");

        session.Sink.Entries.Select(entry => entry.Content).Should().Equal("first", "second");
        session.Last.Timestamp.Should().Be(session.Sink.Entries[0].Timestamp);
    }

    [Fact]
    public void Dates_read_back_from_JSON_are_the_same_moment()
    {
        var time = new DateTimeOffset(2025, 3, 30, 1, 59, 59, 999, TimeSpan.FromHours(1)).AddTicks(1);
        using var json = Logged.Parse(Logged.Entry(log => log.Info("m", ("v", time))));
        json.RootElement.GetProperty("v").GetDateTimeOffset().Should().Be(time);
        JsonSerializer.Deserialize<DateTimeOffset>(json.RootElement.GetProperty("v")).Offset.Should().Be(TimeSpan.FromHours(1));
    }
}
