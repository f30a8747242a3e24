using ConvLog.Records;
using ConvLog.Sqlite.Tests.Statistics;
using ConvLog.Storage;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

public sealed class RetentionWorkTests
{
    [Fact]
    public async Task Two_concurrent_purges_purge_each_conversation_once()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 60).SelectMany(Conversation)]);
        var other = file.Open();
        var cut = RetentionFile.Personal(40 * 10);

        var done = await Task.WhenAll(Task.Run(() => RetentionFile.RunAsync(file.Store, cut)), Task.Run(() => RetentionFile.RunAsync(other, cut)));

        done.Sum(static run => run.PersonalData).Should().Be(40);
        file.Number("SELECT count(*) FROM conversation WHERE pii_purged IS NOT NULL AND key IS NULL").Should().Be(40);
        file.Number("SELECT count(*) FROM conversation WHERE pii_purged IS NULL AND key IS NOT NULL").Should().Be(20);
        file.Number("SELECT count(*) FROM entry WHERE kind >= 4").Should().Be(20);
        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    [Fact]
    public async Task One_run_with_both_periods_handles_each_conversation_once()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 30).SelectMany(Conversation)]);
        await file.WriteAsync(Given.Annotation(1, conversation: IdOf(3)));
        var cut = new RetentionCut { At = RetentionFile.Now, ConversationsBefore = Given.At(100), PersonalDataBefore = Given.At(200), KeepAnnotated = true };
        var preview = await file.Store.PreviewRetentionAsync(cut);

        var done = await file.RunAsync(cut, batchSize: 4);

        preview.Should().BeEquivalentTo(
            new { TotalConversations = 30L, Conversations = 9L, Entries = 9L, PersonalData = 11L, KeptAnnotated = 1L, KeptHeld = 0L });
        done.Should().Be(new RetentionBatch { Conversations = 9, Entries = 9, PersonalData = 11 });
        (await file.Store.ReadAsync(IdOf(3)))!.Annotations.Single().ImprovedAnswer.Should().Be("[redacted]");
        (await file.Store.PreviewRetentionAsync(cut)).Should()
            .BeEquivalentTo(new { TotalConversations = 21L, Conversations = 0L, Entries = 0L, PersonalData = 0L, KeptAnnotated = 1L });
        file.Look(RecountedStatistics.ShouldBeKept);
    }

    [Fact]
    public async Task A_conversation_with_many_entries_is_deleted_completely_in_parts()
    {
        using var file = new RetentionFile();
        await file.WriteAsync(Conversation(0));
        for (int i = 0; i < 12_000; i += 2_000)
        {
            await file.WriteAsync([.. Enumerable.Range(10 + i, 2_000)
                .Select(static number => Given.Entry(number, $"remember this {number}", IdOf(0), isPii: number % 3 == 0))]);
        }

        await file.Store.CatchUpAsync();
        await file.WriteAsync(Conversation(50));

        (await file.RunAsync(RetentionFile.Personal(10))).PersonalData.Should().Be(1);
        (await file.Store.ReadSummaryAsync(IdOf(0)))!.All.Entries.Should().Be(8_001);
        (await file.RunAsync(RetentionFile.Whole(10))).Entries.Should().Be(8_001);

        file.Number("SELECT count(*) FROM entry").Should().Be(2);
        file.Number("SELECT count(*) FROM removal").Should().Be(0);
        (await file.Store.SearchAsync(new SearchQuery { Text = "remember" })).Hits.Should().BeEmpty();
    }

    [Fact]
    public async Task Lists_of_purged_conversations_are_the_same_for_every_reader()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 20).SelectMany(Conversation)]);

        // Only personal entries make some of them active later, and longer.
        await file.WriteAsync([.. Enumerable.Range(0, 20)
            .Select(static i => Given.Entry(9, "secret", IdOf(i), level: EntryLevel.Error, isPii: true) with { Timestamp = Given.At(400 - (i * 7)) })]);
        await file.RunAsync(RetentionFile.Personal(100_000));

        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            var query = new ConversationQuery { Sort = sort, CountTotal = true };
            var all = await file.Store.ListAsync(query, withPii: true);
            var visible = await file.Store.ListAsync(query, withPii: false);
            StoreContract.AnswerText.Of(all.Conversations).Should().Be(StoreContract.AnswerText.Of(visible.Conversations));
            all.Total.Should().Be(20);
        }

        (await file.Store.ListAsync(new ConversationQuery { HasError = true }, withPii: true)).Conversations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_run_leaves_no_partial_changes()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(Conversation)]);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var apply = async () => await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 5, after: null, source.Token);

        await apply.Should().ThrowAsync<OperationCanceledException>();
        file.Number("SELECT count(*) FROM conversation WHERE listed = 1").Should().Be(10);
    }

    [Fact]
    public async Task The_access_log_expires_by_its_own_period()
    {
        using var file = new RetentionFile();
        await file.Store.WriteAccessAsync(
            [.. Enumerable.Range(0, 2_500).Select(static i => new AccessRecord { At = Given.At(i), Reader = "ana", Kind = AccessKind.Lookup })]);
        var cut = new RetentionCut { At = RetentionFile.Now, AccessBefore = Given.At(2_000) };

        (await file.Store.PreviewRetentionAsync(cut)).Accesses.Should().Be(2_000);
        (await file.RunAsync(cut, batchSize: 1_500)).Accesses.Should().Be(2_000);

        file.Number("SELECT count(*) FROM access").Should().Be(500);
    }

    private static string IdOf(int number) => FormattableString.Invariant($"conv-{number}");

    // Ten minutes after the previous one: one visible entry and a personal one.
    private static StoreRecord[] Conversation(int number)
    {
        string id = IdOf(number);
        var time = Given.At(number * 10);
        return
        [
            Given.Opening(id, minute: number * 10) with { UserId = FormattableString.Invariant($"user {number % 7}") },
            Given.Turn(1, id, minute: number * 10) with { UserInput = "hello" },
            Given.Entry(1, "seen", id) with { Timestamp = time },
            Given.Entry(2, "secret", id, isPii: true) with { Timestamp = time },
        ];
    }
}
