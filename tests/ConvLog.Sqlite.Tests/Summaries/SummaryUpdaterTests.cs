using System.Diagnostics;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;
using ManualClock = ConvLog.Testing.ManualClock;
using Some = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Summaries;

/// <summary>Lists are updated in the background, and readers can see whether they are complete.</summary>
public sealed class SummaryUpdaterTests : IDisposable
{
    private static readonly ConversationQuery s_all = new();
    private readonly SummaryFile _file = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Amount.Of(usual: 4, inCi: 10, inLongCampaign: 100))];

    public void Dispose() => _file.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Summary_rows_equal_a_full_count_after_random_writes_and_kills(int seed)
    {
        var random = new Random(seed);
        for (int batch = 0; batch < 60; batch++)
        {
            StoreRecord[] records = [.. new AnyRecords(random, $"conv-{random.Next((batch / 4) + 1)}-").Batch(), .. Logged(random, batch)];
            await _file.Store.WriteAsync(records);
            switch (random.Next(10))
            {
                case 0: await _file.ForgetAsync((PendingChanges)random.Next(1, 3)); break;
                case 1: await _file.Store.ListAsync(s_all, withPii: true); break;
                case 2: await _file.Open().WriteAsync(Logged(random, batch + 1_000)); break;
                default: break;
            }
        }

        await _file.ForgetAsync();
        await _file.ShouldBeCountedAsync($"with seed {seed}");
    }

    [Fact]
    public async Task A_list_with_a_backlog_is_marked_incomplete_and_a_conversation_is_always_current()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Entry(2), Some.Entry(3, level: EntryLevel.Error)]);
        await _file.ForgetAsync(keepsLock: true);

        var watch = Stopwatch.StartNew();
        var behind = await _file.Store.ListAsync(s_all, withPii: false);
        watch.Elapsed.Should().BeLessThan(SummaryFile.LockTimeout / 2, "a reader waits a moment, not until nobody holds the file any more");
        var conversation = (await _file.Store.ReadAsync(Some.Conversation))!;
        var summary = (await _file.Store.ReadSummaryAsync(Some.Conversation))!;
        _file.Release();
        await _file.Store.BringUpToDateAsync();
        var now = await _file.Store.ListAsync(s_all, withPii: false);

        behind.IsComplete.Should().BeFalse();
        behind.Conversations.Should().ContainSingle().Which.TurnCount.Should().Be(0);
        foreach (var shown in (StoredSummary[])[conversation.Summary, summary, now.Conversations[0]])
        {
            shown.TurnCount.Should().Be(1);
            (shown.Visible.Entries, shown.Visible.Errors).Should().Be((2, 1));
        }

        now.IsComplete.Should().BeTrue();
        AnswerText.Of(summary).Should().Be(
            AnswerText.Of((await _file.Store.ReadSummaryAsync(Some.Conversation))!), "what is counted for it alone is what its row shows");
    }

    [Fact]
    public async Task Uncounted_personal_entries_do_not_mark_lists_incomplete_without_permission()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Entry(2, isPii: true)]);
        await _file.ForgetAsync(PendingChanges.Hidden, keepsLock: true);

        (await _file.Store.ListAsync(s_all, withPii: false)).IsComplete.Should().BeTrue();
        (await _file.Store.CountFacetsAsync(s_all, withPii: false)).IsComplete.Should().BeTrue();
        (await _file.Store.ListUsersAsync(new UserQuery())).IsComplete.Should().BeTrue();
        (await _file.Store.ListAsync(s_all, withPii: true)).IsComplete.Should().BeFalse();
        (await _file.Store.CountFacetsAsync(s_all, withPii: true)).IsComplete.Should().BeFalse();
        (await LagAsync(canReadPii: false)).Should().Be(0);
        (await LagAsync(canReadPii: true)).Should().BePositive();
        _file.Release();
    }

    [Fact]
    public async Task Hidden_entries_alone_queue_only_hidden_counting()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _file.Store.WriteAsync([Some.Entry(2, isPii: true)]);
        _file.Number("SELECT due FROM arrival ORDER BY no DESC").Should().Be((long)PendingChanges.Hidden);
        await _file.Store.WriteAsync([Some.Entry(3, isPii: true), Some.Entry(4)]);
        _file.Number("SELECT due FROM arrival ORDER BY no DESC").Should().Be((long)PendingChanges.Visible);
    }

    [Fact]
    public async Task A_read_only_host_gets_lists_marked_incomplete_while_counts_are_pending()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Entry(2)]);
        await _file.ForgetAsync(keepsLock: true);
        var reader = _file.Open(readOnly: true);

        (await reader.ListAsync(s_all, withPii: false)).IsComplete.Should().BeFalse();
        (await reader.ReadSummaryAsync(Some.Conversation))!.Visible.Entries.Should().Be(1);
        _file.Release();
        await _file.Store.BringUpToDateAsync();

        (await reader.ListAsync(s_all, withPii: false)).Should().Match<StoredPage>(
            static page => page.IsComplete && page.Conversations[0].Visible.Entries == 1);
    }

    [Theory]
    [InlineData("UPDATE call SET duration = 9223372036854775807")]
    [InlineData("UPDATE call SET started = 9223372036854775807, duration = 9223372036854775807")]
    [InlineData("UPDATE call SET started = -9223372036854775808, duration = -9223372036854775808")]
    [InlineData("UPDATE turn SET started = 9223372036854775807")]
    [InlineData("UPDATE turn SET started = -9223372036854775808")]
    [InlineData("UPDATE turn SET cost = '79228162514264337593543950335', currency = 'EUR', model = 'm'")]
    [InlineData("UPDATE turn SET input_tokens = 'x', flags = 'x', model = 'm'")]
    [InlineData("UPDATE call SET outcome = 'x', losses = 'y'")]
    [InlineData("UPDATE call SET outcome = 99")]
    [InlineData("UPDATE entry SET time = 9223372036854775807")]
    [InlineData("UPDATE entry SET time = -9223372036854775808")]
    [InlineData("UPDATE entry SET time = 'x'")]
    [InlineData("UPDATE writer SET closed = -9223372036854775808")]
    public async Task A_conversation_with_damaged_records_is_still_counted(string sql)
    {
        await _file.Store.WriteAsync([Some.Opening("bad"), Some.Turn(1, "bad"), Some.Turn(2, "bad"), Some.Call(3, "bad"), Some.Entry(4, conversation: "bad")]);
        _file.Session.Execute(sql);
        await _file.ForgetAsync();

        await _file.Store.BringUpToDateAsync();

        _file.Number("SELECT count(*) FROM set_aside").Should().Be(0);
        _file.Number("SELECT turns FROM conversation").Should().Be(2);
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_counted_is_set_aside_and_the_others_are_counted()
    {
        await _file.Store.WriteAsync([Some.Opening("bad"), Some.Turn(1, "bad"), Some.Opening("good"), Some.Turn(1, "good")]);
        await _file.ForgetAsync(and: "CREATE TRIGGER refuse BEFORE UPDATE ON conversation WHEN old.id = 'bad' BEGIN SELECT RAISE(ABORT, 'no'); END");

        await _file.Store.BringUpToDateAsync();

        (await _file.Store.ReadSummaryAsync("good"))!.TurnCount.Should().Be(1);
        _file.Number("SELECT turns FROM conversation WHERE id = 'good'").Should().Be(1);
        _file.Number("SELECT count(*) FROM set_aside").Should().Be(1);
        var part = await ListsAsync();
        (part.Status, part.Figures["set_aside_conversations"]).Should().Be((StoreHealthStatus.Degraded, 1));

        _file.Session.Execute("DROP TRIGGER refuse");
        await _file.Store.WriteAsync([Some.Entry(2, conversation: "bad")]);
        await _file.Store.BringUpToDateAsync();

        _file.Number("SELECT count(*) FROM set_aside").Should().Be(0);
        _file.Number("SELECT turns FROM conversation WHERE id = 'bad'").Should().Be(1);
        (await ListsAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task A_damaged_arrival_causes_all_conversations_to_be_counted()
    {
        await _file.Store.WriteAsync([Some.Opening("one"), Some.Turn(1, "one"), Some.Opening("two"), Some.Turn(1, "two")]);
        await _file.ForgetAsync(and: "UPDATE arrival SET conversations = x'ff'");

        await _file.Store.BringUpToDateAsync();

        (await _file.Store.ListAsync(s_all, withPii: false)).Should().Match<StoredPage>(
            static page => page.IsComplete && page.Conversations.All(static conversation => conversation.TurnCount == 1));
    }

    [Fact]
    public async Task Entries_are_counted_after_the_newest_ones_were_deleted()
    {
        await _file.Store.WriteAsync([Some.Opening("old"), Some.Entry(1, conversation: "old"), Some.Opening("new"), Some.Turn(1, "new")]);
        await _file.Store.WriteAsync([Some.Entry(2, conversation: "old", isPii: true)]);
        await _file.Store.BringUpToDateAsync();
        var cut = new RetentionCut { At = Some.At(100_000), PersonalDataBefore = Some.At(90_000) };
        for (string? after = null; ;)
        {
            after = (await _file.Store.ApplyRetentionAsync(cut, 100, after)).Next;
            if (after is null)
            {
                break;
            }
        }

        await _file.Store.WriteAsync([Some.Entry(2, conversation: "new"), Some.Entry(3, conversation: "new")]);
        await _file.Store.BringUpToDateAsync();

        _file.Number("SELECT a_entries FROM conversation WHERE id = 'new'").Should().Be(2);
        _file.Number("SELECT a_entries FROM conversation WHERE id = 'old'").Should().Be(1);
        await _file.ShouldBeCountedAsync("after a purge");
    }

    [Fact]
    public async Task Expiry_uses_the_last_activity_even_if_it_is_not_counted_yet()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _file.Store.WriteAsync([Some.Entry(2) with { Timestamp = Some.At(60_000) }]);
        await _file.ForgetAsync();

        var done = await _file.Store.ApplyRetentionAsync(new RetentionCut { At = Some.At(70_000), ConversationsBefore = Some.At(50_000) }, 100);

        done.Conversations.Should().Be(0);
        (await _file.Store.ReadAsync(Some.Conversation)).Should().NotBeNull();
    }

    [Fact]
    public async Task Closing_a_store_counts_all_pending_records()
    {
        var other = _file.Open();
        await other.WriteAsync([Some.Opening(), Some.Turn(1)]);
        for (int i = 2; i < 20; i++)
        {
            await other.WriteAsync([Some.Entry(i)]);
        }

        await other.DisposeAsync();

        (await _file.Open(readOnly: true).ListAsync(s_all, withPii: true)).Should().Match<StoredPage>(
            static page => page.IsComplete && page.Conversations[0].All.Entries == 18);
    }

    [Fact]
    public async Task A_hundred_concurrent_readers_cause_one_count()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _file.ForgetAsync();
        var store = _file.Open(time: new ManualClock());
        long before = _file.Number("PRAGMA data_version");

        var pages = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => await store.ListAsync(s_all, withPii: false))));

        pages.Should().OnlyContain(static page => page.IsComplete && page.Conversations[0].TurnCount == 1);
        _file.Number("PRAGMA data_version").Should().BeLessThanOrEqualTo(before + 1, "at most one transaction changed the file");
    }

    [Fact]
    public async Task Many_open_conversations_are_counted_in_short_transactions()
    {
        int open = Amount.Of(usual: 1_000, inCi: 2_000, inLongCampaign: 20_000);
        string[] ids = [.. Enumerable.Range(0, open).Select(static number => $"c{number}")];
        foreach (string[] some in ids.Chunk(1_000))
        {
            await _file.Store.WriteAsync([.. some.SelectMany(static id => new StoreRecord[] { Some.Opening(id), Some.Turn(1, id) })]);
            await _file.Store.WriteAsync([.. some.Select(static id => Some.Entry(2, conversation: id))]);
        }

        await _file.ForgetAsync();
        await _file.Store.BringUpToDateAsync();

        (await _file.Store.ListAsync(new ConversationQuery { CountTotal = true, Limit = 1 }, withPii: false)).Should().Match<StoredPage>(
            page => page.IsComplete && page.Total == open && page.Conversations[0].Visible.Entries == 1);
        _file.Number("SELECT count(*) FROM conversation WHERE v_entries = 1 AND turns = 1").Should().Be(open);
    }

    [Fact]
    public async Task Arrivals_without_pending_counts_are_skipped()
    {
        for (int i = 0; i < 300; i++)
        {
            await _file.Store.WriteAsync([Some.Opening($"c{i}"), Some.Turn(1, $"c{i}")]);
        }

        await _file.Store.BringUpToDateAsync();

        _file.Number("SELECT max(due) FROM arrival").Should().Be(0);
        _file.Number("SELECT value FROM meta WHERE key = 'summarized'").Should().BeGreaterThan(256);
    }

    [Fact]
    public async Task A_clock_set_back_leaves_no_pending_counts_and_no_negative_lag()
    {
        await _file.Store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _file.ForgetAsync(keepsLock: true);
        _file.Release();
        _file.Session.Execute("UPDATE arrival SET at = at + 36000000000");

        (await ListsAsync()).Figures["lag_seconds"].Should().Be(0);
        await _file.Store.BringUpToDateAsync(); // A reader waits 100 ms, which can be too short on a busy machine.
        (await _file.Store.ListAsync(s_all, withPii: false)).Should().Match<StoredPage>(static page => page.IsComplete && page.Conversations[0].TurnCount == 1);
    }

    private async Task<HealthPart> ListsAsync()
        => (await _file.Store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "lists" });

    private async Task<double> LagAsync(bool canReadPii)
        => (await new ConversationReader(_file.Store).GetHealthAsync(new Reader("jane", canReadPii))).Parts.Single(static part => part is { Name: "lists" })
            .Figures["lag_seconds"];

    private static StoreRecord[] Logged(Random random, int batch)
    {
        string conversation = $"conv-{random.Next((batch % 100 / 4) + 1)}-{random.Next(5)}";
        return random.Next(4) switch
        {
            0 => [],
            1 => [Some.ApiResponse($"r{random.Next(9)}", after: random.Next(9), conversation) with { StatusCode = random.Next(2) == 0 ? 200 : 500 }],
            2 => [Some.Entry(random.Next(50), conversation: conversation, isPii: true), Some.Entry(50 + random.Next(50), conversation: conversation)],
            _ => [Some.Entry(random.Next(50, 100), conversation: conversation, level: (EntryLevel)random.Next(3))],
        };
    }
}
