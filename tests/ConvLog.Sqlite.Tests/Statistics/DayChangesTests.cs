using ConvLog.Records;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class DayChangesTests : IDisposable
{
    private const string Counted = "SELECT count(*) FROM counted_day WHERE dims = 0 AND counts IS NOT NULL";

    private static readonly StatisticsQuery s_days = new() { From = Some.Noon.AddDays(-5), To = Some.Noon.AddDays(5) };

    private readonly StatisticsFile _file = new();

    [Fact]
    public async Task A_changed_turn_is_counted_in_its_latest_state()
    {
        await WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon));

        await WriteAsync(
            Some.Turn("a", Some.Noon, revision: 1, latency: TimeSpan.FromSeconds(2)),
            Some.Turn("a", Some.Noon.AddDays(1), revision: 2, latency: TimeSpan.FromSeconds(3)),
            Some.Rating("a", FeedbackRating.Dislike),
            Some.Rating("a", FeedbackRating.Like, minute: 1));

        var total = (await _file.ReadAsync(s_days)).Total;
        (total.Messages, total.UserLikes, total.UserDislikes).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task A_rating_counts_from_when_its_turn_arrives_until_it_is_revoked()
    {
        await WriteAsync(Some.Opening("a"), Some.Rating("a", FeedbackRating.Like, source: FeedbackSource.Team));

        await WriteAsync(Some.Turn("a", Some.Noon));
        (await _file.ReadAsync(s_days)).Total.TeamLikes.Should().Be(1);

        await WriteAsync(Some.Rating("a", null, source: FeedbackSource.Team, minute: 1));
        (await _file.ReadAsync(s_days)).Total.TeamLikes.Should().Be(0);
    }

    [Fact]
    public async Task A_conversation_counts_once_it_has_an_opening()
    {
        await WriteAsync(Some.Opening("other"), Some.Turn("other", Some.Noon));
        await WriteAsync(Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon));
        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(1);

        await WriteAsync(Some.Turn("a", Some.Noon, "t3"), Some.Opening("a"), Some.Turn("a", Some.Noon, "t4"));

        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(4);
    }

    [Fact]
    public async Task All_turns_of_a_long_conversation_move_with_its_channel_and_user()
    {
        const int Turns = 2_000;
        await WriteAsync([Some.Opening("a"), .. Enumerable.Range(0, Turns).Select(static i => Some.Turn("a", Some.Noon.AddMinutes(i % 3_000), $"t{i}"))]);

        // One turn changes before the conversation moves, one after, and one is new.
        await WriteAsync(
            Some.Turn("a", Some.Noon, "t7", revision: 1, latency: TimeSpan.FromSeconds(1)),
            Some.Opening("a", channel: "voice", user: "anna", revision: 1),
            Some.Turn("a", Some.Noon.AddHours(20), "t8", revision: 1),
            Some.Turn("a", Some.Noon, "new"));

        (await _file.ReadAsync(s_days with { Channel = "webchat" })).Total.Messages.Should().Be(0);
        var voice = await _file.ReadAsync(s_days with { Channel = "voice" });
        (voice.Total.Messages, voice.Total.Users).Should().Be((Turns + 1, 1));
    }

    [Fact]
    public async Task A_rolled_back_write_keeps_the_counted_days()
    {
        await WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon), Some.Call("a", Some.Noon));
        long counted = _file.Number(Counted);
        _file.Session.Execute("CREATE TRIGGER full BEFORE INSERT ON arrival BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

        var writing = () => _file.WriteAsync(Some.Turn("a", Some.Noon, "t2"), Some.Call("a", Some.Noon, id: "k2"));

        await writing.Should().ThrowAsync<ConversationStoreException>("its days were deleted before the last row of the transaction");
        _file.Number(Counted).Should().Be(counted).And.BePositive();
        _file.Session.Execute("DROP TRIGGER full");
        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(1);
    }

    [Fact]
    public async Task A_write_invalidates_only_its_own_days()
    {
        await WriteAsync([.. Enumerable.Range(0, 3).SelectMany(static day => (StoreRecord[])[
            Some.Opening($"c{day}") with { OpenedAt = Some.Noon.AddDays(day) },
            Some.Turn($"c{day}", Some.Noon.AddDays(day)),
            Some.Call($"c{day}", Some.Noon.AddDays(day))])]);
        _file.Number(Counted).Should().Be(3 * 5);

        await _file.WriteAsync(Some.Turn("c1", Some.Noon.AddDays(1), "late"));
        _file.Number(Counted).Should().Be(14, "of the calls nothing changed");

        await _file.WriteAsync(
            Some.Opening("new") with { OpenedAt = Some.Noon.AddDays(2) }, Some.Turn("new", Some.Noon.AddDays(2)),
            Some.Call("c1", Some.Noon.AddDays(1), id: "k2"));
        _file.Number(Counted).Should().Be(5 + 3, "nothing came to the first day, and only a function call to the second");
        await _file.ReadAsync(s_days);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(-90)]
    [InlineData(-4_000)]
    [InlineData(4_000)]
    public async Task A_turn_that_began_before_its_conversation_or_long_after_is_found(int minutes)
    {
        var created = Some.Noon.AddHours(-12);
        await WriteAsync(
            Some.Opening("a") with { OpenedAt = created }, Some.Turn("a", created.AddMinutes(minutes)), Some.Call("a", created.AddMinutes(minutes)),
            Some.Opening("b") with { OpenedAt = created.AddMinutes(minutes) });

        // Later records neither hide it nor replace its time.
        await WriteAsync(StoreContract.Some.Entry(1, "seen", "a"), StoreContract.Some.Entry(2, "hidden", "a", isPii: true));
        await WriteAsync(Some.Turn("a", created, "t2"));
        await _file.Store.ApplyRetentionAsync(new RetentionCut { At = Some.Noon.AddYears(9), PersonalDataBefore = Some.Noon.AddYears(8) }, batchSize: 10);
        await _file.Store.BringUpToDateAsync();
        RecountedStatistics.ShouldBeKept(_file.Session);

        var part = new StatisticsQuery { From = created.AddMinutes(minutes), To = created.AddMinutes(minutes + 15) };
        (await _file.ReadAsync(part)).Total.Messages.Should().Be(1);
        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(2);
    }

    [Fact]
    public async Task A_turn_that_ended_before_it_began_is_found()
    {
        await WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon.AddDays(2)) with { EndedAt = Some.Noon.AddMinutes(1) });

        (await _file.ReadAsync(new StatisticsQuery { From = Some.Noon.AddDays(2), To = Some.Noon.AddDays(3) })).Total.Messages.Should().Be(1);
    }

    [Theory]
    [InlineData("UPDATE turn SET cost = 'x', started = -9223372036854775807, latency = -1, currency = NULL")]
    [InlineData("UPDATE turn SET cost = '99999999999999999999999999999999999999', started = 9223372036854775807, latency = 9223372036854775807")]
    [InlineData("UPDATE call SET started = -1, duration = -1, outcome = 77, name = ''")]
    public async Task A_damaged_turn_or_call_blocks_no_writes(string damage)
    {
        await WriteAsync(Some.Opening("a"), Some.Turn("a", Some.Noon, latency: TimeSpan.FromSeconds(1)), Some.Call("a", Some.Noon));
        _file.Session.Execute(damage);
        await _file.Store.CountDaysAsync();

        await _file.WriteAsync(
            Some.Turn("a", Some.Noon, revision: 1),
            Some.Call("a", Some.Noon) with { Revision = 1 },
            Some.Opening("a", channel: "voice", revision: 1));

        _file.Number("SELECT revision FROM turn").Should().Be(1);
        await _file.ReadAsync(s_days);
    }

    [Fact]
    public void The_days_of_a_conversation_are_found_by_indexes()
        => _file.PlanOf(DayChanges.FindDays).Should().NotContain(static step => step.StartsWith("SCAN", StringComparison.Ordinal));

    public void Dispose() => _file.Dispose();

    // Each write is applied to counted days, which must be correct when they are counted again.
    private async Task WriteAsync(params StoreRecord[] records)
    {
        await _file.WriteAsync(records);
        await _file.Store.BringUpToDateAsync();
        RecountedStatistics.ShouldBeKept(_file.Session);
        await _file.ReadAsync(s_days);
        await _file.Store.CountDaysAsync();
        await _file.Store.BringUpToDateAsync();
        RecountedStatistics.ShouldBeKept(_file.Session);
    }
}
