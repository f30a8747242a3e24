using ConvLog.Records;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class CountedDaysTests : IDisposable
{
    private const string Counted = "SELECT count(*) FROM counted_day WHERE dims = 0 AND counts IS NOT NULL";

    // For statistics, the days on which the two conversations may have continued; for the four other kinds, the days on which they started.
    private const int All = 5 + (4 * 2);

    private static readonly StatisticsQuery s_days = new() { From = Some.Noon.AddDays(-2), To = Some.Noon.AddDays(3) };

    private readonly StatisticsFile _file = new();

    [Fact]
    public async Task Counted_days_equal_their_rows_and_are_used_instead_of_them()
    {
        await WriteDaysAsync();
        await CountAsync();

        var statistics = await _file.ReadAsync(s_days);
        (await _file.ReadCallsAsync(s_days)).Targets.Single().Figures.Calls.Should().Be(4);
        statistics.Variants.Single().Conversations.Should().Be(2, "one that has turns on both days counts once");
        Change("UPDATE counted_day SET checksum = checksum + 1");
        (await _file.ReadAsync(s_days)).Models.Single().Calls.Should().Be(statistics.Models.Single().Calls, "what is damaged is counted from rows");
        await _file.ReadCallsAsync(s_days);
        (await _file.Store.CheckHealthAsync()).Parts.Should().Contain(static part => part.Status != StoreHealthStatus.Healthy, "damage is told");
    }

    [Fact]
    public async Task Statistics_of_a_counted_day_are_read_from_its_counts_instead_of_its_rows()
    {
        await WriteDaysAsync();
        await CountAsync();

        // The store itself never changes rows this way.
        Change("UPDATE turn SET input_tokens = 1000000; UPDATE call SET duration = 1; UPDATE conversation SET user = NULL");

        foreach (string? agent in (string?[])[null, "bookings"])
        {
            var statistics = await _file.Store.ReadStatisticsAsync(s_days with { CountModels = true, AgentId = agent });
            statistics.Models.Single().Usage.InputTokens.Should().Be(40);
            statistics.Total.InputTokens.Should().Be(40);
            statistics.Total.Users.Should().Be(1);
            statistics.Functions.Single().Duration.P50.Should().BeCloseTo(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(1));
        }
    }

    [Theory]
    [InlineData(CallTargetKind.Function)]
    [InlineData(CallTargetKind.Endpoint)]
    [InlineData(CallTargetKind.Model)]
    public async Task Call_statistics_are_read_from_counts_instead_of_rows(CallTargetKind kind)
    {
        await WriteDaysAsync();
        await _file.WriteAsync(
        [
            .. from id in (string[])["a", "b"]
               from day in (int[])[0, 1]
               from record in (StoreRecord[])[
                   StoreContract.Some.ApiResponse($"r{day}", conversation: id) with { Url = "https://api.example/tables", Timestamp = TimeOf(id, day) },
                   StoreContract.Some.ModelCall(day, FunctionOutcome.Completed, conversation: id) with { Model = "gpt-x", StartedAt = TimeOf(id, day) }]
               select record,
        ]);
        await CountAsync();
        var query = new CallQuery { Period = s_days, Kind = kind, MostEntries = 0 };
        var expected = (await _file.Memory.ReadCallStatisticsAsync(query, withPii: false)).Targets.Single();

        // The store itself never changes rows this way.
        Change("UPDATE call SET name = 'other'; DELETE FROM fact");

        (await _file.Store.ReadCallStatisticsAsync(query, withPii: false)).Targets.Single().Should().BeEquivalentTo(expected);
        var agent = query with { Name = expected.Name, Period = s_days with { AgentId = "bookings" } };
        (await _file.Store.ReadCallDetailsAsync(agent, withPii: false)).Target.Figures.Should().Be(expected.Figures);
    }

    [Fact]
    public async Task Error_messages_are_read_from_counts_instead_of_entries()
    {
        await WriteDaysAsync();
        await _file.WriteAsync(
        [
            .. from id in (string[])["a", "b"]
               from i in (int[])[1, 2, 3]
               select StoreContract.Some.Entry(i, $"error {i % 2}", id) with { Level = EntryLevel.Error, Timestamp = TimeOf(id, 0).AddMinutes(i) },
        ]);
        var expected = await _file.ReadErrorsAsync(s_days);
        await CountAsync();

        // The store itself never changes rows this way.
        Change("UPDATE entry SET content = 'other'");

        (await _file.Store.ReadErrorMessagesAsync(s_days, most: 10)).Should().BeEquivalentTo(expected);
        (await _file.Store.ReadErrorMessagesAsync(s_days with { AgentId = "bookings" }, most: 10)).Should().BeEquivalentTo(expected);
        Change("UPDATE counted_day SET checksum = checksum + 1");
        (await _file.Store.ReadErrorMessagesAsync(s_days, most: 10)).Messages.Should().ContainSingle().Which.Content.Should().Be("other");
    }

    [Fact]
    public async Task Late_revisions_calls_and_variants_are_in_the_next_statistics()
    {
        await WriteDaysAsync();
        foreach (StoreRecord late in (StoreRecord[])[
            TurnOf("a", 0, revision: 1) with { Usage = new ModelUsage("gpt-y", 7, 8) },
            Some.Call("a", Some.Noon.AddHours(1), id: "late", outcome: FunctionOutcome.Failed),
            Some.Call("a", Some.Noon, id: "c0", outcome: null) with { Revision = 2 },
            StoreContract.Some.ModelCall(1, FunctionOutcome.Completed, conversation: "a") with { TurnId = "t0", StartedAt = Some.Noon.AddDays(1) },
            StoreContract.Some.ApiResponse(conversation: "a") with { Timestamp = Some.Noon },
            StoreContract.Some.Entry(1, "late", "a") with { Level = EntryLevel.Error },
            Some.Opening("a", revision: 2) with { VariantId = "b" }])
        {
            await CountAsync();
            await _file.WriteAsync(late);
            _file.Number(Counted).Should().BeLessThan(All, "{0} changes a day", late);
            await _file.ReadAsync(s_days);
            await _file.ReadCallsAsync(s_days);
            await _file.ReadErrorsAsync(s_days);
        }
    }

    [Fact]
    public async Task Changes_without_effect_on_figures_do_not_invalidate_counted_days()
    {
        await WriteDaysAsync();
        await CountAsync();

        await _file.WriteAsync(
            StoreContract.Some.Entry(1, "hidden", "a", isPii: true) with { Level = EntryLevel.Error },
            StoreContract.Some.ApiResponse("hidden", 2, "a") with { IsPii = true },
            StoreContract.Some.Entry(2, "seen", "a"),
            StoreContract.Some.Note(conversation: "a"),
            TurnOf("a", 0));
        await _file.Store.ApplyRetentionAsync(new RetentionCut { At = Some.Noon.AddDays(9), PersonalDataBefore = Some.Noon.AddDays(8) }, batchSize: 10);

        _file.Number(Counted).Should().Be(All);
        await _file.ReadAsync(s_days);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Erased_and_expired_conversations_are_removed_from_counted_days(bool isErased)
    {
        await WriteDaysAsync();
        await CountAsync();

        if (isErased)
        {
            var erasure = ErasureRequest.OfConversation("a", "dpo", Some.Noon.AddDays(9));
            await _file.Store.EraseAsync(erasure);
            await _file.Memory.EraseAsync(erasure);
        }
        else
        {
            var cut = new RetentionCut { At = Some.Noon.AddDays(9), ConversationsBefore = Some.Noon.AddDays(8) };
            await _file.Store.ApplyRetentionAsync(cut, batchSize: 10);
            await _file.Memory.ApplyRetentionAsync(cut, batchSize: 10);
        }

        _file.Number(Counted).Should().Be(isErased ? 3 + 4 : 2, "on the others nothing changed");
        (await _file.ReadAsync(s_days)).Variants.Sum(static variant => variant.Conversations).Should().Be(isErased ? 1 : 0);
        await _file.ReadCallsAsync(s_days);
        await _file.Store.CountDaysAsync();
        _file.Number(Counted).Should().Be(isErased ? 4 + 4 : 2);
        await _file.Store.BringUpToDateAsync();
        RecountedStatistics.ShouldBeKept(_file.Session);
        await _file.ReadAsync(s_days);
        await _file.ReadCallsAsync(s_days);
    }

    [Fact]
    public async Task Counted_days_survive_a_restart_and_another_process_can_change_them()
    {
        await WriteDaysAsync();
        await CountAsync();
        var late = TurnOf("b", 0, revision: 1) with { Usage = new ModelUsage("gpt-y", 7, 8) };

        await using (var other = _file.Open())
        {
            _file.Number(Counted).Should().Be(All);
            await other.WriteAsync([late]);
        }

        await _file.Memory.WriteAsync([late]);
        (await _file.ReadAsync(s_days)).Models.Should().HaveCount(2);
    }

    [Theory]
    [InlineData((int)CountedDayKind.Statistics)]
    [InlineData((int)CountedDayKind.Functions)]
    [InlineData((int)CountedDayKind.Errors)]
    public async Task A_write_during_counting_invalidates_the_count(int kind)
    {
        await WriteDaysAsync();
        var days = new CountedDays(_file.Session, (CountedDayKind)kind);
        long day = Some.Noon.UtcTicks / CountedDays.Ticks;
        days.Claim(day, claim: 1);

        await _file.WriteAsync(TurnOf("a", 0, revision: 1) with { Usage = new ModelUsage("gpt-y", 7, 8) }, Some.Call("a", Some.Noon, id: "late"),
            StoreContract.Some.Entry(1, "late", "a") with { Level = EntryLevel.Error });
        days.Put(day, claim: 1, [new(CountedDayPart.All, [1])]);

        _file.Number("SELECT count(*) FROM counted_day").Should().Be(0);
    }

    [Fact]
    public async Task Of_two_hosts_counting_a_day_the_later_claim_wins()
    {
        await WriteDaysAsync();
        var days = new CountedDays(_file.Session, CountedDayKind.Functions);
        long day = Some.Noon.UtcTicks / CountedDays.Ticks;

        days.Claim(day, claim: 1);
        days.Claim(day, claim: 2);
        days.Put(day, claim: 1, [new(CountedDayPart.All, [1])]);

        _file.Number(Counted).Should().Be(0);
    }

    [Theory]
    [InlineData("UPDATE counted_day SET counts = zeroblob(length(counts))")]
    [InlineData("UPDATE counted_day SET counts = x''")]
    [InlineData("UPDATE counted_day SET checksum = checksum + 1 WHERE dims > 0")]
    [InlineData("UPDATE counted_day SET checksum = NULL WHERE dims = 0")]
    [InlineData("UPDATE counted_day SET day = day + 1000")]
    public async Task A_damaged_counted_day_is_counted_from_its_rows_for_every_query(string damage)
    {
        await WriteDaysAsync();
        await CountAsync();
        Change(damage);

        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(4);
        (await _file.ReadAsync(s_days with { AgentId = "bookings" })).Total.Messages.Should().Be(4);
        await _file.ReadCallsAsync(s_days);
        await _file.WriteAsync(TurnOf("a", 1, revision: 1), TurnOf("b", 0, revision: 1));
        (await _file.ReadAsync(s_days with { Channel = "webchat" })).Total.Messages.Should().Be(4);
    }

    [Fact]
    public async Task Debug_conversations_of_a_counted_day_count_only_on_request()
    {
        await WriteDaysAsync();
        await _file.WriteAsync(
            Some.Opening("d", environment: ConversationEnvironment.Debug), Some.Turn("d", Some.Noon),
            Some.Opening("s", environment: ConversationEnvironment.Sandbox), Some.Turn("s", Some.Noon));
        await CountAsync();

        (await _file.ReadAsync(s_days)).Total.Messages.Should().Be(5);
        (await _file.ReadAsync(s_days with { Environment = ConversationEnvironment.Debug })).Total.Messages.Should().Be(1);
        (await _file.ReadAsync(s_days with { Environment = ConversationEnvironment.Sandbox })).Total.Messages.Should().Be(1);
        await _file.Store.BringUpToDateAsync();
        RecountedStatistics.ShouldBeKept(_file.Session);
    }

    [Fact]
    public async Task Today_is_not_counted()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _file.WriteAsync(Some.Opening("a") with { OpenedAt = now }, Some.Turn("a", now, usage: new ModelUsage("gpt-x", 1, 1)), Some.Call("a", now));

        await _file.Store.CountDaysAsync();

        bool isStillToday = now.UtcDateTime.Date == TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        long today = now.UtcTicks / CountedDays.Ticks;
        _file.Number($"SELECT count(*) FROM counted_day WHERE day = {today}").Should().BeLessThanOrEqualTo(isStillToday ? 0 : 9);
    }

    [Fact]
    public async Task Missing_days_are_found_by_indexes()
    {
        await WriteDaysAsync();
        foreach (string sql in (string[])[PeriodConversations.NextOfSpan, CountedDays.NextOfModelCalls, CountedDays.NextOfConversations, CountedDays.Find])
        {
            _file.PlanOf(sql).Where(static step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("subquery", StringComparison.Ordinal))
                .Should().BeEmpty();
        }
    }

    public void Dispose() => _file.Dispose();

    // Two conversations, each with a turn and a call on its first day and on the next.
    private Task WriteDaysAsync() => _file.WriteAsync(
    [
        .. from id in (string[])["a", "b"]
           from record in (StoreRecord[])[
               Some.Opening(id, user: "anna") with { OpenedAt = TimeOf(id, 0) },
               TurnOf(id, 0), TurnOf(id, 1), CallOf(id, 0), CallOf(id, 1)]
           select record,
    ]);

    private async Task CountAsync()
    {
        await _file.Store.CountDaysAsync();
        _file.Number(Counted).Should().Be(All);
    }

    private void Change(string sql) => _file.Session.Execute(sql);

    private static TurnRecord TurnOf(string id, int day, int revision = 0)
        => Some.Turn(id, TimeOf(id, day), $"t{day}", revision, usage: new ModelUsage("gpt-x", 10, 5, 0.1m, "EUR"));

    private static FunctionEventRecord CallOf(string id, int day) => Some.Call(id, TimeOf(id, day), id: $"c{day}");

    private static DateTimeOffset TimeOf(string id, int day) => Some.Noon.AddDays(id is "a" ? day : day + 1);
}
