using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Retention;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;
using ConvLog.StoreContract.Differential;
using ConvLog.Tests.Shared;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

public sealed class ExpiryTests
{
    private static readonly string[] s_tables =
    [
        "user", "subject", "conversation", "writer", "scope", "entry", "fact", "turn", "call", "feedback", "annotation", "note", "dead_letter", "pii",
            "pii_block", "to_index",
        "removal", "lost_key", "tombstone",
    ];

    [Fact]
    public async Task Expired_conversations_leave_no_row_and_no_indexed_word()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            using var file = new RetentionFile();
            foreach (var batch in Enumerable.Range(seed * 1_000, 300).Select(AnyRecord.Of).Chunk(60))
            {
                await file.Store.WriteAdmittedAsync(batch);
                await (batch[0].GetHashCode() % 2 == 0 ? file.Store.CatchUpAsync() : Task.CompletedTask); // Entries that are not indexed yet are deleted too.
            }

            await file.RunAsync(RetentionFile.Whole(100_000), batchSize: 2);

            foreach (string table in s_tables)
            {
                file.Number($"SELECT count(*) FROM {table}").Should().Be(0, "nothing is left in {0}", table);
            }

            DocumentsOf(file).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Kept_conversations_are_found_and_counted_as_if_the_expired_ones_had_never_existed()
    {
        using var file = new RetentionFile();
        for (int i = 0; i < 60; i++)
        {
            await file.WriteAsync(Conversation(i));
        }

        await file.Store.CatchUpAsync();

        var done = await file.RunAsync(RetentionFile.Whole(40 * 10));

        done.Conversations.Should().Be(40);
        done.Entries.Should().Be(40 * 2, "the personal one of each is counted nowhere");
        file.Look(RecountedStatistics.ShouldBeKept);
        var hits = (await file.Store.SearchAsync(new SearchQuery { Text = "remember", Limit = 100 })).Hits;
        hits.Select(static hit => hit.ConversationId).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(Enumerable.Range(40, 20).Select(IdOf));
        file.Number("SELECT count(*) FROM entry").Should().Be(20 * 3);
        DocumentsOf(file).Where(static document => DocumentNumber.KindOf(document) == DocumentKind.Entry)
            .Select(static document => EntryNumber.WriterOf(DocumentNumber.EntriesOf(document).First)).Distinct().Should().HaveCount(20);
        var page = await file.Store.ListAsync(new ConversationQuery { CountTotal = true, Limit = 100 }, withPii: true);
        page.Total.Should().Be(20);
    }

    [Fact]
    public async Task Freed_space_is_returned_to_the_disk()
    {
        using var file = new RetentionFile();
        for (int i = 0; i < 400; i += 50)
        {
            await file.WriteAsync([.. Enumerable.Range(i, 50).SelectMany(Conversation)]);
        }

        await file.Store.CatchUpAsync();
        await file.Store.ReclaimSpaceAsync();
        long before = new FileInfo(file.Path).Length;

        await file.RunAsync(RetentionFile.Whole(100_000), batchSize: 100);
        await file.Store.ReclaimSpaceAsync();
        await Waiting.UntilAsync(() => file.Store.CleanUpAsync());

        new FileInfo(file.Path).Length.Should().BeLessThan(before / 2);
        new FileInfo(file.Path + "-wal").Length.Should().Be(0);
        file.Number("PRAGMA freelist_count").Should().Be(0);
        file.Look(static session => session.Text("PRAGMA integrity_check").Should().Be("ok"));
    }

    [Fact]
    public async Task A_concurrent_reader_sees_its_whole_snapshot_and_blocks_nothing()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 50).SelectMany(Conversation)]);
        using var reader = Session.Open(file.Path, TimeSpan.FromSeconds(5));
        reader.Execute("BEGIN");
        long entries = reader.Number("SELECT count(*) FROM entry")!.Value;

        await file.RunAsync(RetentionFile.Whole(100_000));
        await file.Store.ReclaimSpaceAsync();

        reader.Number("SELECT count(*) FROM entry").Should().Be(entries);
        reader.Number("SELECT count(*) FROM conversation WHERE listed = 1").Should().Be(50);
        reader.Execute("COMMIT");
        reader.Number("SELECT count(*) FROM entry").Should().Be(0);
        await Waiting.UntilAsync(() => file.Store.CleanUpAsync());
        new FileInfo(file.Path + "-wal").Length.Should().Be(0);
    }

    [Fact]
    public async Task A_batch_interrupted_between_its_transactions_continues_with_exact_counts()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 30).SelectMany(Conversation)]);
        await file.Store.CatchUpAsync();

        // The state after a crash: marked for removal, and no row deleted yet.
        file.Look(static session =>
        {
            session.Execute("BEGIN IMMEDIATE");
            var days = new DayChanges(session);
            Removal.Begin(session, days, 3, erasure: null);
            Removal.Begin(session, days, 7, erasure: null);
            session.Commit();
        });
        await file.WriteAsync(Conversation(2)); // The third one is created again.

        var done = await RetentionFile.RunAsync(file.Open(), RetentionFile.Whole(100));

        done.Conversations.Should().Be(9, "one of the ten had gone before, and the one that came anew is counted like any");
        foreach (string table in (string[])["removal", "lost_key"])
        {
            file.Number($"SELECT count(*) FROM {table}").Should().Be(0);
        }

        file.Number("SELECT count(*) FROM entry").Should().Be(20 * 3);
        file.Look(RecountedStatistics.ShouldBeKept);
    }

    [Fact]
    public async Task Two_concurrent_expiry_runs_delete_each_conversation_once()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 120).SelectMany(Conversation)]);
        await file.Store.CatchUpAsync();
        var other = file.Open();
        var cut = RetentionFile.Whole(100 * 10);

        var done = await Task.WhenAll(Task.Run(() => RetentionFile.RunAsync(file.Store, cut)), Task.Run(() => RetentionFile.RunAsync(other, cut)));

        done.Sum(static run => run.Conversations).Should().Be(100);
        done.Sum(static run => run.Entries).Should().Be(200);
        file.Number("SELECT count(*) FROM conversation").Should().Be(20);
        file.Number("SELECT count(*) FROM entry").Should().Be(20 * 3);
        file.Look(RecountedStatistics.ShouldBeKept);
        DocumentsOf(file).Where(static document => DocumentNumber.KindOf(document) == DocumentKind.Entry)
            .Select(static document => EntryNumber.WriterOf(DocumentNumber.EntriesOf(document).First)).Distinct().Should().HaveCount(20);
    }

    [Fact]
    public async Task Conversations_that_become_active_held_or_annotated_after_selection_are_kept()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Given.Opening("a"), Given.Opening("b"), Given.Opening("c"), Given.Opening("d"));
        var cut = RetentionFile.Whole(10, keepAnnotated: true);
        var found = file.Look(session => RetentionCandidates.After(session, cut, RetentionPosition.At(RetentionPhase.Expire), 10));

        await file.WriteAsync(Given.Entry(1, conversation: "a") with { Timestamp = Given.At(20) }, Given.Annotation(1, conversation: "b"));
        file.Look(static session => session.Execute("INSERT INTO hold (conversation_id, placed_by, placed) VALUES ('c', 'ana', 0)"));

        found.Should().HaveCount(4);
        file.Look(session => found.ConvertAll(candidate => RetentionCandidates.FindExpired(session, cut, RetentionPhase.Expire, candidate.Number) is not null))
            .Should().Equal(false, false, false, true);
    }

    [Fact]
    public async Task Writers_are_not_blocked_during_a_run()
    {
        using var file = new RetentionFile();
        for (int i = 0; i < 900; i += 100)
        {
            await file.WriteAsync([.. Enumerable.Range(i, 100).SelectMany(Conversation)]);
        }

        await file.Store.CatchUpAsync();
        var run = Task.Run(() => file.RunAsync(RetentionFile.Whole(100_000), batchSize: 1_000));
        int writes = 0;
        while (!run.IsCompleted)
        {
            await file.WriteAsync(Given.Opening($"young {writes}", minute: 200_000));
            writes++;
        }

        (await run).Conversations.Should().Be(900);
        writes.Should().BeGreaterThan(5, "a run is many short transactions");
        file.Number("SELECT count(*) FROM conversation").Should().Be(writes);
    }

    [Fact]
    public async Task A_batch_continues_after_kept_conversations()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 12).SelectMany(Conversation)]);
        file.Look(static session
            => session.Execute("INSERT INTO hold (conversation_id, placed_by, placed) SELECT id, 'ana', 0 FROM conversation WHERE no <= 9"));

        var first = await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 2);
        var second = await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 2, first.Next);

        first.Conversations.Should().Be(2);
        second.Conversations.Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("9 0 0")]
    [InlineData("1 x 0")]
    [InlineData("1 0 -1")]
    public async Task A_position_not_returned_by_a_batch_is_rejected(string after)
    {
        using var file = new RetentionFile();
        var apply = async () => await file.Store.ApplyRetentionAsync(RetentionFile.Whole(0), 1, after);

        await apply.Should().ThrowAsync<ArgumentException>().WithMessage($"*\"{after}\"*");
    }

    private static string IdOf(int number) => FormattableString.Invariant($"conv-{number}");

    // Ten minutes after the previous one: two visible entries and a personal one.
    private static StoreRecord[] Conversation(int number)
    {
        string id = IdOf(number);
        double minute = number * 10;
        var time = Given.At(minute);
        return
        [
            Given.Opening(id, minute: minute) with { UserId = FormattableString.Invariant($"user {number % 7}"), FromNumber = "+1" },
            Given.Turn(1, id, minute: minute) with { UserInput = FormattableString.Invariant($"remember {number}"),
                AgentResponse = new MaskedText("secret", "shown") },
            Given.Call(1, id, turn: 1) with { StartedAt = time, Arguments = Given.Fields(("guests", number)), Outcome = FunctionOutcome.Completed },
            Given.Entry(1, FormattableString.Invariant($"remember this {number}"), id) with { Timestamp = time, Fields = Given.Fields(("attempt", number)) },
            Given.Entry(2, "remember that", id) with { Timestamp = time },
            Given.Entry(3, "secret", id, isPii: true) with { Timestamp = time },
        ];
    }

    private static List<long> DocumentsOf(RetentionFile file) => file.Look(static session =>
    {
        session.Execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'text_index', 'instance')");
        return session["SELECT DISTINCT doc FROM temp.vocabulary"].Numbers();
    });
}
