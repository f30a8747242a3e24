using System.Diagnostics;
using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Writing.Summaries;

/// <summary>Lists are updated in the background, and readers can see whether they are complete.</summary>
public sealed class SummaryUpdaterTests : IAsyncLifetime
{
    private static readonly ConversationQuery s_all = new() { Limit = 100 };
    private readonly Hosts _hosts = new();
    private PostgreSqlConversationStore _store = null!;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Amount.Of(usual: 3, inCi: 8, inLongCampaign: 100))];

    public Task InitializeAsync()
    {
        _store = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Lists_show_records_of_every_host_including_stopped_hosts(int seed)
    {
        var random = new Random(seed);
        var memory = new InMemoryConversationStore();
        var host = _store;
        for (int batch = 0; batch < 60; batch++)
        {
            StoreRecord[] records = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => AnyRecord.Of(random.Next()))];
            (await host.WriteAdmittedAsync(records)).Should().Be(await memory.WriteAdmittedAsync(records));
            switch (random.Next(8))
            {
                case 0: await host.DisposeAsync(); host = Open(); break;
                case 1: host = Open(); break;
                case 2: await host.ListAsync(s_all, withPii: false); break;
                case 3: await host.ReadAsync("a"); break;
                default: break;
            }
        }

        await ShouldShowAsync(memory, $"with seed {seed}");

        // A full recount of all records must change nothing.
        await _hosts.ScalarAsync("INSERT INTO #.to_count (conversation, day, since, is_visible, is_title) SELECT conversation, day, 0, true, true FROM #.conversation");
        await ShouldShowAsync(memory, $"with seed {seed}, counted twice");
    }

    [Fact]
    public async Task A_list_with_a_backlog_is_marked_incomplete_and_a_conversation_is_always_current()
    {
        await _store.WriteAsync([Some.Opening()]);
        await using var holder = await HoldAsync();
        await _store.WriteAsync([Some.Turn(1), Some.Entry(2), Some.Entry(3, level: EntryLevel.Error)]);
        await RunAsync(holder, $"SELECT 1 FROM {_hosts.Schema.Name}.conversation FOR UPDATE");

        var watch = Stopwatch.StartNew();
        var behind = await _store.ListAsync(s_all, withPii: false);
        var conversation = (await _store.ReadAsync(Some.Conversation))!;
        var summary = (await _store.ReadSummaryAsync(Some.Conversation))!;
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10), "a reader waits a moment, not until nobody holds the rows any more");
        await holder.DisposeAsync();
        await _store.BringUpToDateAsync();
        var now = await _store.ListAsync(s_all, withPii: false);

        behind.IsComplete.Should().BeFalse();
        behind.Conversations.Should().ContainSingle().Which.TurnCount.Should().Be(0);
        foreach (var shown in (StoredSummary[])[conversation.Summary, summary, now.Conversations[0]])
        {
            shown.TurnCount.Should().Be(1);
            (shown.Visible.Entries, shown.Visible.Errors).Should().Be((2, 1));
        }

        now.IsComplete.Should().BeTrue();
        (await _store.CheckHealthAsync()).Parts.Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy || part.Name == "engine");
    }

    [Fact]
    public async Task A_new_title_is_read_with_the_conversation_according_to_the_readers_permission()
    {
        await _store.WriteAsync([Some.Opening()]);
        await using var holder = await HoldAsync();

        await ShouldBeTitledAsync(Some.Turn(1) with { UserInput = new MaskedText("A table for Jane", "A table for ***") }, "A table for ***");
        await ShouldBeTitledAsync(Some.Turn(1) with { Revision = 9, UserInput = "A table" }, "A table");
        await ShouldBeTitledAsync(Some.Turn(1) with { Revision = 10, UserInput = new MaskedText("Jane here") }, MaskedText.Redacted);

        async Task ShouldBeTitledAsync(TurnRecord turn, string shown)
        {
            await _store.WriteAsync([turn]);
            await RunAsync(holder, $"SAVEPOINT counting; SELECT 1 FROM {_hosts.Schema.Name}.conversation FOR UPDATE");
            foreach (var (personal, text) in ((PersonalData, string)[])[(PersonalData.All, turn.UserInput.Text), (PersonalData.None, shown)])
            {
                MaskedText[] titles =
                [
                    (await _store.ReadSummaryAsync(Some.Conversation, personal))!.Title,
                    (await _store.ReadAsync(Some.Conversation, personal))!.Summary.Title,
                    (await _store.ReadTurnsAsync(Some.Conversation, personal))!.Summary.Title,
                ];
                titles.Should().OnlyContain(title => title.Text == text && title.Shown == shown);
            }

            await RunAsync(holder, "ROLLBACK TO counting");
        }
    }

    [Fact]
    public async Task Uncounted_personal_entries_do_not_mark_lists_incomplete_without_permission()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await using var holder = await HoldAsync();
        await _store.WriteAsync([Some.Entry(2, isPii: true)]);

        (await _store.ListAsync(s_all, withPii: false)).IsComplete.Should().BeTrue();
        (await _store.CountFacetsAsync(s_all, withPii: false)).IsComplete.Should().BeTrue();
        (await _store.ListUsersAsync(new UserQuery())).IsComplete.Should().BeTrue();
        (await _store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-1), To = Some.At(60) })).IsComplete.Should().BeTrue();
        (await _store.ListAsync(s_all, withPii: true)).IsComplete.Should().BeFalse();
        (await _store.CountFacetsAsync(s_all, withPii: true)).IsComplete.Should().BeFalse();

        await _hosts.ScalarAsync("UPDATE #.to_count SET since = 0");
        (await ListsAsync(_store)).Status.Should().Be(StoreHealthStatus.Degraded, "operators are told how far lists are behind");
        var visible = (await new ConversationReader(_store).GetHealthAsync(new Reader("jane", canReadPii: false))).Parts.Single(
            static part => part is { Name: "lists" });
        (visible.Status, visible.Figures["lag_seconds"]).Should().Be((StoreHealthStatus.Healthy, 0));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_conversation_that_cannot_be_counted_is_set_aside_and_the_others_are_counted()
    {
        await using var hosts = new Hosts(changeTables: true);
        await using var store = hosts.Open(configure: static options => options.IndexText = false);
        await store.WriteAsync([Some.Opening("bad"), Some.Opening("good")]);
        await store.BringUpToDateAsync();
        await hosts.ScalarAsync("""
            CREATE FUNCTION #.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON #.conversation FOR EACH ROW WHEN (old.id = 'bad'::bytea) EXECUTE FUNCTION #.refuse()
            """);
        await store.WriteAsync([Some.Turn(1, "bad"), Some.Turn(1, "good")]);

        await store.BringUpToDateAsync();

        (await hosts.NumberAsync("SELECT turns FROM #.conversation WHERE id = 'good'")).Should().Be(1);
        (await hosts.NumberAsync("SELECT turns FROM #.conversation WHERE id = 'bad'")).Should().Be(0);
        var part = await ListsAsync(store);
        (part.Status, part.Figures["set_aside_conversations"]).Should().Be((StoreHealthStatus.Degraded, 1));

        await hosts.ScalarAsync("DROP TRIGGER refuse ON #.conversation");
        await using var next = hosts.Open(configure: static options => options.IndexText = false);
        await Waiting.UntilAsync(async () => await hosts.NumberAsync("SELECT turns FROM #.conversation WHERE id = 'bad'") == 1);
        (await ListsAsync(next)).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task A_restored_conversation_with_a_destroyed_key_does_not_block_others()
    {
        var said = new MaskedText("A table for Jane", "A table for ***");
        await _store.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { UserInput = said }, Some.Opening("other")]);
        await _store.BringUpToDateAsync();
        await _hosts.ScalarAsync("INSERT INTO keys#.destroyed_key (no, at) SELECT no, 0 FROM keys#.data_key; DELETE FROM keys#.data_key");
        await _hosts.ScalarAsync("""
            INSERT INTO #.to_count (conversation, day, since, is_visible, is_title) SELECT conversation, day, 0, true, true FROM #.conversation WHERE key IS NOT NULL
            """);
        var restored = Open();
        await restored.WriteAsync([Some.Turn(1, "other")]);

        await restored.BringUpToDateAsync();

        (await _hosts.NumberAsync("SELECT count(*) FROM #.to_count")).Should().Be(0);
        (await restored.ReadSummaryAsync("other"))!.TurnCount.Should().Be(1);
        (await restored.ListAsync(s_all, withPii: true)).Conversations.Should().HaveCount(2);
    }

    [Fact]
    public async Task Expiry_uses_the_last_activity_even_if_it_is_not_counted_yet()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        await _store.BringUpToDateAsync();
        await _store.WriteAsync([Some.Entry(2) with { Timestamp = Some.At(60_000) }]);
        await _hosts.ScalarAsync("UPDATE #.to_count SET is_set_aside = true"); // Remains uncounted on every host.

        var cut = new RetentionCut { At = Some.At(70_000), ConversationsBefore = Some.At(50_000), PersonalDataBefore = Some.At(50_000) };
        await Hosts.ExpireAllAsync(_store, cut);

        (await _store.ReadAsync(Some.Conversation)).Should().NotBeNull();
        (await _hosts.NumberAsync("SELECT count(*) FROM #.to_count")).Should().Be(1);
    }

    [Fact]
    public async Task An_erased_conversation_is_removed_from_the_counting_queue()
    {
        await _store.WriteAsync([Some.Opening(), Some.Opening("other")]);
        await using var holder = await HoldAsync();
        await _store.WriteAsync([Some.Turn(1), Some.Entry(2, isPii: true), Some.Turn(1, "other")]);
        await _store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(1)));

        (await _hosts.NumberAsync("SELECT count(*) FROM #.to_count")).Should().Be(1);
        await holder.DisposeAsync();
        await _store.BringUpToDateAsync();

        (await _store.ListAsync(s_all, withPii: true)).Conversations.Should().ContainSingle().Which.TurnCount.Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.to_count")).Should().Be(0);
    }

    [Fact]
    public async Task A_hundred_reads_on_two_hosts_count_each_write_once()
    {
        var other = Open();
        await _store.WriteAsync([Some.Opening()]);
        for (int step = 0; step < 10; step++)
        {
            await _store.WriteAsync([Some.Entry(step * 2), Some.Entry((step * 2) + 1, isPii: true)]);
            await Task.WhenAll(Enumerable.Range(0, 10).Select(reader => (reader % 2 == 0 ? _store : other).ListAsync(s_all, withPii: true).AsTask()));
        }

        await _store.BringUpToDateAsync();
        var listed = (await other.ListAsync(s_all, withPii: true)).Conversations.Should().ContainSingle().Subject;
        (listed.Visible.Entries, listed.All.Entries).Should().Be((10, 20));
    }

    [Fact]
    public async Task Many_open_conversations_are_counted()
    {
        int open = Amount.Of(usual: 600, inCi: 2_000, inLongCampaign: 20_000);
        string[] ids = [.. Enumerable.Range(0, open).Select(static number => $"c{number}")];
        foreach (string[] some in ids.Chunk(1_000))
        {
            await _store.WriteAsync([.. some.Select(static id => Some.Opening(id))]);
            await _store.WriteAsync([.. some.SelectMany(static id => new StoreRecord[] { Some.Turn(1, id), Some.Entry(2, conversation: id) })]);
        }

        await _store.BringUpToDateAsync();

        (await _store.ListAsync(new ConversationQuery { CountTotal = true, Limit = 1 }, withPii: false)).Should().Match<StoredPage>(
            page => page.IsComplete && page.Total == open && page.Conversations[0].Visible.Entries == 1);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.conversation WHERE v_entries = 1 AND turns = 1")).Should().Be(open);
    }

    [Fact]
    public async Task Calls_logged_by_two_hosts_in_one_conversation_keep_their_order()
    {
        PostgreSqlConversationStore[] hosts = [_store, Open()];
        await _store.WriteAsync([Some.Opening()]);
        for (int call = 1; call <= 12; call++)
        {
            await hosts[call % 2].WriteAsync([Some.Call(call), Some.Entry(call) with { FunctionEventId = Some.CallId(call) }]);
        }

        var logged = (await _store.ReadAsync(Some.Conversation))!.Logged.Cast<EntryRecord>().ToList();
        logged.Select(static entry => entry.FunctionEventId).Should().Equal(Enumerable.Range(1, 12).Select(static call => Some.CallId(call)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_first_stored_as_personal_by_another_host_remains_personal(bool isKnown)
    {
        var other = Open();
        await _store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        if (isKnown)
        {
            await other.WriteAsync([Some.Entry(2)]);
        }

        await other.WriteAsync([Some.Entry(3, isPii: true)]);
        await _store.WriteAsync([Some.Entry(3, isPii: false), Some.Entry(4)]);

        (await _store.ReadAsync(Some.Conversation))!.Logged.Cast<EntryRecord>().Where(static entry => entry.Sequence == 3)
            .Should().ContainSingle().Which.IsPii.Should().BeTrue();
    }

    private PostgreSqlConversationStore Open() => _hosts.Open(configure: static options => options.IndexText = false);

    private static async Task<HealthPart> ListsAsync(PostgreSqlConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "lists" });

    private async Task ShouldShowAsync(InMemoryConversationStore memory, string because)
    {
        var reader = Open();
        await reader.BringUpToDateAsync();
        foreach (bool withPii in new[] { false, true })
        {
            var page = await reader.ListAsync(s_all, withPii);
            page.IsComplete.Should().BeTrue();
            Shown(page).Should().Be(Shown(await memory.ListAsync(s_all, withPii)), because);
        }
    }

    // Each store has its own pseudonyms.
    private static string Shown(StoredPage page)
        => Regex.Replace(AnswerText.Of(page.Conversations), "user-[0-9a-f]{12}", "user", RegexOptions.None, TimeSpan.FromSeconds(10));

    // Blocks counting until it is disposed, except for a single conversation that is read.
    private async Task<NpgsqlConnection> HoldAsync()
    {
        await _store.BringUpToDateAsync();
        var connection = new NpgsqlConnection(_hosts.ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, $"""
            BEGIN;
            SELECT pg_advisory_xact_lock(hashtextextended('convlog counts conversations ' || '{_hosts.Schema.Name}.to_count'::regclass::oid, 0))
            """);
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
