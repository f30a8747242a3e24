using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class DownloadNameTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 30, 23, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(null, null, "2026-11-30")] // Of the export, in UTC.
    [InlineData("1970-01-01T00:00Z", null, "2026-11-30")] // All time.
    [InlineData("2026-11-23T23:00Z", null, "2026-11-24-to-2026-12-01")]
    [InlineData("2026-11-23T23:00Z", "2026-11-30T23:00Z", "2026-11-24-to-2026-11-30")]
    [InlineData("2026-11-23T23:00Z", "2026-11-24T23:00Z", "2026-11-24")]
    [InlineData("2026-11-23T23:00Z", "2027-11-30T23:00Z", "2026-11-24-to-2026-12-01")]
    [InlineData("2026-11-23T23:00Z", "2026-11-01T23:00Z", "2026-11-24")]
    [InlineData(null, "2026-11-24T23:00Z", "until-2026-11-24")]
    [InlineData(null, "0001-01-01T00:00Z", "until-0001-01-01")]
    [InlineData("9999-12-31T23:59Z", null, "9999-12-31")]
    public void Dates_are_the_days_of_the_period_in_the_time_zone_of_the_viewer(string? from, string? to, string dates)
        => DownloadName.DatesOf(Time(from), Time(to), s_now, s_berlin).Should().Be(dates);

    [Theory]
    [InlineData(null, "conversations-2026-11-30.csv")]
    [InlineData("", "conversations-2026-11-30.csv")]
    [InlineData(" Service: failed! ", "conversations-service-failed-2026-11-30.csv")]
    [InlineData("save_guest", "conversations-save_guest-2026-11-30.csv")]
    [InlineData("../../etc/passwd\"; filename=\"evil.exe\r\nX: y", "conversations-etc-passwd-filename-evil-exe-x-y-2026-11-30.csv")]
    [InlineData("\uD83D\uDE00\u202E\uD83D", "conversations-2026-11-30.csv")]
    public void A_name_has_only_letters_digits_and_hyphens(string? about, string name)
        => Header(about).Should().Be($"attachment; filename=\"{name}\"");

    [Theory]
    [InlineData("Réclamations Été", "conversations-reclamations-ete-2026-11-30.csv", "conversations-r%C3%A9clamations-%C3%A9t%C3%A9-2026-11-30.csv")]
    [InlineData("予約", "conversations-2026-11-30.csv", "conversations-%E4%BA%88%E7%B4%84-2026-11-30.csv")]
    [InlineData("予約 VIP", "conversations-vip-2026-11-30.csv", "conversations-%E4%BA%88%E7%B4%84-vip-2026-11-30.csv")]
    public void Other_letters_are_only_in_the_extended_name(string about, string plain, string extended)
        => Header(about).Should().Be($"attachment; filename=\"{plain}\"; filename*=UTF-8''{extended}");

    [Fact]
    public void A_long_name_is_truncated_and_without_dates_there_is_only_the_kind()
    {
        Header(new string('n', 2_000)).Should().Be($"attachment; filename=\"conversations-{new string('n', 60)}-2026-11-30.csv\"");
        DownloadName.None.HeaderOf("conversations", "jsonl").Should().Be("attachment; filename=\"conversations.jsonl\"");
    }

    private static string Header(string? about) => new DownloadName("2026-11-30") { About = about }.HeaderOf("conversations", "csv");

    private static DateTimeOffset? Time(string? text)
        => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
