using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Tests.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Statistics;

/// <summary>When days are counted and read from their counts. <see cref="StatisticsReadingTests"/> tests that the figures are right.</summary>
public sealed class CountedDaysTests : TextTest
{
    private const int Day = 24 * 60;
    private const string Counted = "SELECT count(*) FROM #.counted_day WHERE no = 0 AND first IS NOT NULL AND last >= first";

    private static readonly StatisticsQuery s_days = new() { From = Some.At(-2 * Day), To = Some.At(5 * Day), CountModels = true };

    private static readonly int s_day = DateOnly.FromDateTime(Some.At(0).UtcDateTime).DayNumber;

    private readonly InMemoryConversationStore _memory = new();

    [Fact]
    public async Task Statistics_of_a_counted_day_are_read_from_its_counts_instead_of_its_rows()
    {
        var store = await CountedAsync();

        // The store itself never changes rows this way.
        await RunAsync("UPDATE #.turn SET input_tokens = 1000000");

        (await store.ReadStatisticsAsync(s_days)).Models.Single().Usage.InputTokens.Should().Be(40);
        (await store.ReadStatisticsAsync(s_days with { AgentId = "bookings" })).Total.InputTokens.Should().Be(40, "its parts are counted as well");
        (await store.ReadStatisticsAsync(s_days with { Channel = "none" })).Total.Messages.Should().Be(0);
    }

    [Theory]
    [InlineData(CallTargetKind.Function)]
    [InlineData(CallTargetKind.Endpoint)]
    [InlineData(CallTargetKind.Model)]
    public async Task Call_statistics_are_read_from_counts_instead_of_rows(CallTargetKind kind)
    {
        var store = await WrittenAsync();
        foreach (string id in (string[])["a", "b"])
        {
            await WriteAsync(store, Some.Call(2, id, outcome: FunctionOutcome.Completed) with { Revision = 1 }, Some.ApiResponse(conversation: id),
                Some.ModelCall(1, FunctionOutcome.Completed, conversation: id) with { StartedAt = Some.At(Day) });
        }

        await store.CountDaysAsync();
        var query = new CallQuery { Period = s_days, Kind = kind, IdleSince = Some.At(9 * Day), MostEntries = 0 };
        var expected = (await _memory.ReadCallStatisticsAsync(query, withPii: false)).Targets.Single();

        // The store itself never changes rows this way.
        await RunAsync("UPDATE #.call SET name = 'other'; DELETE FROM #.fact; DELETE FROM #.model_call");

        (await store.ReadCallStatisticsAsync(query, withPii: false)).Targets.Single().Should().BeEquivalentTo(expected);
        var agent = query with { Name = expected.Name, Period = s_days with { AgentId = "bookings" } };
        (await store.ReadCallDetailsAsync(agent, withPii: false)).Target.Figures.Should().Be(expected.Figures);
    }

    [Fact]
    public async Task A_day_that_extends_beyond_the_period_is_read_from_its_rows()
    {
        var store = await CountedAsync();

        // The conversation of the first day has a turn on the second.
        await ReadAsync(store, s_days with { To = Some.At(Day - 1) });
        await ReadAsync(store, s_days with { From = Some.At(Day - 1) });
    }

    [Fact]
    public async Task A_damaged_count_is_reported_and_recounted_from_rows()
    {
        var store = await CountedAsync();
        await RunAsync("UPDATE #.counted_day SET checksum = checksum + 1 WHERE no = 1");

        await ReadAsync(store);

        (await store.CheckHealthAsync()).Parts.Should().Contain(static part => part.Status != StoreHealthStatus.Healthy);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Late_records_of_a_counted_day_are_in_the_next_statistics()
    {
        var store = await CountedAsync();
        foreach (StoreRecord late in (StoreRecord[])[
            TurnOf("a", 0) with { Revision = 1, Usage = new ModelUsage("gpt-y", 7, 8) },
            Some.Call(9, "a", outcome: FunctionOutcome.Failed),
            Some.Feedback(1, FeedbackRating.Like, conversation: "a"),
            Some.ModelCall(1, FunctionOutcome.Completed, conversation: "a") with { StartedAt = Some.At(Day) },
            Some.ApiResponse(conversation: "a"),
            Some.Opening("a") with { Revision = 2, VariantId = "b" }])
        {
            await store.CountDaysAsync();
            await WriteAsync(store, late);
            (await NumberAsync(Counted)).Should().Be(1, "{0} changes the day of its conversation, and no other", late);
            await ReadAsync(store);
        }
    }

    [Fact]
    public async Task Hidden_records_and_records_without_figures_do_not_invalidate_counted_days()
    {
        var store = await CountedAsync();

        await WriteAsync(store,
            Some.Entry(20, "hidden", conversation: "a", isPii: true),
            Some.ApiResponse("hidden", 22, "a") with { IsPii = true },
            Some.Entry(21, "seen", conversation: "a"),
            Some.Metric("retries", 3, conversation: "a"),
            Some.Note(conversation: "a"));
        await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(9 * Day), PersonalDataBefore = Some.At(8 * Day) }, batchSize: 10);

        (await NumberAsync(Counted)).Should().Be(2);
        await ReadAsync(store);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Erased_and_expired_conversations_are_removed_from_counted_days(bool isErased)
    {
        var store = await CountedAsync();

        if (isErased)
        {
            var erasure = ErasureRequest.OfConversation("a", "dpo", Some.At(9 * Day));
            await store.EraseAsync(erasure);
            await _memory.EraseAsync(erasure);
        }
        else
        {
            var cut = new RetentionCut { At = Some.At(9 * Day), ConversationsBefore = Some.At(8 * Day) };
            await store.ApplyRetentionAsync(cut, batchSize: 10);
            await _memory.ApplyRetentionAsync(cut, batchSize: 10);
        }

        (await NumberAsync(Counted)).Should().Be(isErased ? 1 : 0);
        (await ReadAsync(store)).Variants.Sum(static variant => variant.Conversations).Should().Be(isErased ? 1 : 0);
        await store.CountDaysAsync();
        await ReadAsync(store);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Dropping_a_partition_deletes_its_counts()
    {
        ChangesTables();
        var store = Open();
        await WriteAsync(store, [.. Enumerable.Range(0, 1_100).SelectMany(static n => (StoreRecord[])[Some.Opening($"c{n}"), TurnOf($"c{n}", 0)])]);
        await store.CountDaysAsync();
        (await NumberAsync(Counted)).Should().Be(1);

        await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(90 * Day), ConversationsBefore = Some.At(60 * Day) }, batchSize: 10);

        (await NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(0);
        (await NumberAsync("SELECT count(*) FROM #.counted_day")).Should().Be(0);
    }

    [Fact]
    public async Task A_write_during_counting_invalidates_the_count()
    {
        var store = await WrittenAsync();
        await using var database = OpenDatabase();
        await ClaimAsync(database, claim: 1);
        var counted = await database.WriteAsync(static (session, token) => DayCount.OfAsync(session, s_day, token), default);
        await WriteAsync(store, TurnOf("a", 0) with { Revision = 1, Usage = new ModelUsage("gpt-y", 7, 8) });

        await PutAsync(database, claim: 1, counted);

        (await NumberAsync("SELECT count(*) FROM #.counted_day")).Should().Be(0);
    }

    [Fact]
    public async Task Of_two_hosts_counting_a_day_the_later_claim_wins()
    {
        await WrittenAsync();
        await using var database = OpenDatabase();
        await ClaimAsync(database, claim: 1);
        var counted = await database.WriteAsync(static (session, token) => DayCount.OfAsync(session, s_day, token), default);
        await ClaimAsync(database, claim: 2);

        await PutAsync(database, claim: 1, counted);
        (await NumberAsync(Counted)).Should().Be(0);

        await PutAsync(database, claim: 2, counted);
        (await NumberAsync(Counted)).Should().Be(1);
    }

    [Fact]
    public async Task Counting_a_day_waits_for_transactions_that_write_to_it()
    {
        await WrittenAsync();
        await using var database = OpenDatabase();
        var claim = Task.CompletedTask;
        await database.WriteAsync(async (session, token) =>
        {
            await CountedDays.ChangeAsync(session, [s_day], token);
            claim = Task.Run(() => ClaimAsync(database, claim: 1), CancellationToken.None);
            await Waiting.UntilAsync(async () => await NumberAsync("""
                SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """) > 0);
            return true;
        }, default);

        await claim;
        (await NumberAsync("SELECT claim FROM #.counted_day")).Should().Be(1);
    }

    [Fact]
    public async Task Statistics_are_correct_when_hosts_write_to_a_day_while_it_is_counted()
    {
        var store = await WrittenAsync();
        using var done = new CancellationTokenSource();
        var counting = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await store.CountDaysAsync();
            }
        });
        var hosts = Enumerable.Range(0, 3).Select(host => Task.Run(async () =>
        {
            var own = Open();
            var written = new List<StoreRecord>();
            for (int n = 0; n < 40; n++)
            {
                StoreRecord[] batch = [Some.Opening($"h{host}"), TurnOf($"h{host}", n % 2, 10 + n)];
                await own.WriteAsync(batch);
                written.AddRange(batch);
            }

            return written;
        })).ToList();
        foreach (var written in await Task.WhenAll(hosts))
        {
            await _memory.WriteAsync(written);
        }

        await done.CancelAsync();
        await counting;
        await ReadAsync(store);
        await store.CountDaysAsync();
        (await ReadAsync(store)).Total.Messages.Should().Be(124);
    }

    [Fact]
    public async Task Today_is_not_counted()
    {
        var store = Open(static options => options.TimeProvider = new ManualClock(Some.At(60)));
        await WriteAsync(store, Some.Opening("a"), TurnOf("a", 0));

        await store.CountDaysAsync();

        (await NumberAsync("SELECT count(*) FROM #.counted_day WHERE last >= first")).Should().Be(0);
    }

    private static TurnRecord TurnOf(string id, int day, int number = 1)
        => Some.Turn((day * 100) + number, id, minute: day * Day) with { Usage = new ModelUsage("gpt-x", 10, 5, 0.1m, "EUR") };

    // Two conversations, each with turns on two days.
    private async Task<PostgreSqlConversationStore> WrittenAsync()
    {
        var store = Open();
        await WriteAsync(store, [
            Some.Opening("a"), TurnOf("a", 0), TurnOf("a", 1), Some.Call(2, "a"), Some.Opening("b", minute: Day), TurnOf("b", 1), TurnOf("b", 2),
        ]);
        return store;
    }

    private async Task<PostgreSqlConversationStore> CountedAsync()
    {
        var store = await WrittenAsync();
        await store.CountDaysAsync();
        (await NumberAsync(Counted)).Should().Be(2);
        return store;
    }

    private static async Task ClaimAsync(Database database, long claim) => await database.WriteAsync(
        async (session, token) =>
        {
            await CountedDays.ClaimAsync(session, s_day, claim, token);
            return true;
        },
        default);

    private static async Task PutAsync(Database database, long claim, DayCount counted) => await database.WriteAsync(
        async (session, token) =>
        {
            await CountedDays.PutAsync(session, s_day, claim, counted, token);
            return true;
        },
        default);

    private async Task WriteAsync(PostgreSqlConversationStore store, params StoreRecord[] records)
    {
        await store.WriteAsync(records);
        await _memory.WriteAsync(records);
    }

    private async Task<ConversationStatistics> ReadAsync(PostgreSqlConversationStore store, StatisticsQuery? query = null)
    {
        await store.BringUpToDateAsync();
        var statistics = await store.ReadStatisticsAsync(query ?? s_days);
        statistics.Should().BeEquivalentTo(await _memory.ReadStatisticsAsync(query ?? s_days), static options => options.WithStrictOrdering());
        return statistics;
    }
}
