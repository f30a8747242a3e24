using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Fault F07: an old backup of the data is restored. The keys file, which is stored separately, records the later erasures.</summary>
public sealed class LedgerApplicationTests : IDisposable
{
    private static readonly Guid s_first = Guid.NewGuid();

    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_backup_hides_later_erasures_and_permanently_loses_the_erased_data()
    {
        string backup = await EraseAfterBackupAsync();
        _file.Close();
        _file.Restore(backup);
        _file.Find("CANARY-gone").Should().NotBeEmpty("the backup has it");

        var store = _file.Open();

        await ShouldBeErasedAsync(store);
        await Waiting.UntilAsync(() => store.CleanUpAsync());
        _file.Find("CANARY-gone").Should().BeEmpty();
        _file.Find("CANARY-jane").Should().BeEmpty();
        _file.ShouldBeSound();
    }

    [UnixFact]
    public async Task A_backup_restored_while_the_store_is_open_hides_erased_data()
    {
        string backup = await EraseAfterBackupAsync();
        var store = _file.Open();
        (await store.ReadAsync("kept")).Should().NotBeNull();
        File.Move(backup, _file.Path, overwrite: true);

        await ShouldBeErasedAsync(store);

        await Waiting.UntilAsync(() => store.CleanUpAsync());
        _file.Find("CANARY-gone").Should().BeEmpty();
    }

    [Fact]
    public async Task Receipts_are_unchanged_after_a_restore()
    {
        string backup = await EraseAfterBackupAsync();
        var store = _file.Open();
        var before = await store.ListReceiptsAsync(10);
        _file.Close();
        _file.Restore(backup);

        var after = await _file.Open().ListReceiptsAsync(10);

        after.Should().BeEquivalentTo(before, static options => options.WithStrictOrdering());
        after.Single(static receipt => receipt.Id == s_first).Should().BeEquivalentTo(new { Conversations = 1, IsComplete = true });
    }

    [Fact]
    public async Task Late_writes_to_restored_erased_data_are_ignored()
    {
        string backup = await EraseAfterBackupAsync();
        _file.Close();
        _file.Restore(backup);
        var store = _file.Open();

        await store.WriteAsync([Some.Opening("gone"), Some.Entry(99, "CANARY-late", "gone"), Some.Opening("jane-late") with { UserId = "jane" }]);

        (await store.ReadAsync("gone")).Should().BeNull();
        (await store.ReadAsync("jane-late")).Should().BeNull("its user was erased, with all that was opened up to then");
        _file.Find("CANARY-late").Should().BeEmpty();
    }

    [Fact]
    public async Task A_restored_backup_also_loses_expired_data_of_an_erased_user()
    {
        string backup;
        using (var store = _file.Open())
        {
            await store.WriteAsync([Some.Opening("old") with { UserId = "jane" }, Some.Entry(1, "CANARY-old", "old")]);
            backup = _file.Backup();
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(9_000), ConversationsBefore = Some.At(8_000) }, 100);
            (await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(9_000)))).Conversations.Should().Be(0);
        }

        _file.Restore(backup);
        var reopened = _file.Open();

        (await reopened.ReadAsync("old")).Should().BeNull();
        await Waiting.UntilAsync(() => reopened.CleanUpAsync());
        _file.Find("CANARY-old").Should().BeEmpty();
    }

    [Fact]
    public async Task A_restored_backup_also_loses_conversations_that_did_not_name_the_erased_user_yet()
    {
        string backup;
        using (var store = _file.Open())
        {
            await store.WriteAsync([Some.Opening("early"), Some.Entry(1, "CANARY-early", "early")]);
            backup = _file.Backup();
            await store.WriteAsync([Some.Opening("early", writer: 2) with { UserId = "jane" }]);
            (await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(9)))).Conversations.Should().Be(1);
        }

        _file.Restore(backup);

        (await _file.Open().ReadAsync("early")).Should().BeNull();
    }

    [Fact]
    public async Task After_a_restore_later_holds_apply_again_and_released_ones_do_not()
    {
        string backup;
        using (var store = _file.Open())
        {
            await store.WriteAsync([Some.Opening("held"), Some.Opening("released"), Some.Opening("released-erased"), Some.Entry(1, "CANARY-held", "held")]);
            backup = _file.Backup();
            foreach (string id in (string[])["held", "released", "released-erased"])
            {
                await store.PlaceHoldAsync(new LegalHold { ConversationId = id, PlacedBy = "counsel", PlacedAt = Some.At(1), Reason = "case 1" });
                await store.EraseAsync(ErasureRequest.OfConversation(string.Equals(id, "released", StringComparison.Ordinal) ? "other" : id, "dpo",
                    Some.At(2)));
            }

            await store.ReleaseHoldAsync("released");
            await store.ReleaseHoldAsync("released-erased");
        }

        _file.Restore(backup);
        var reopened = _file.Open();

        (await reopened.ListHoldsAsync()).Should()
            .Equal(new LegalHold { ConversationId = "held", PlacedBy = "counsel", PlacedAt = Some.At(1), Reason = "case 1" });
        (await reopened.ReadSummaryAsync("held"))!.IsErasurePending.Should().BeTrue("it was erased while it was held");
        (await reopened.ReadSummaryAsync("released"))!.IsErasurePending.Should().BeFalse();
        (await reopened.ReadSummaryAsync("released-erased")).Should().BeNull();
        (await reopened.ReleaseHoldAsync("held")).Should().BeTrue();
        (await reopened.ReadSummaryAsync("held")).Should().BeNull();
        _file.Find("CANARY-held").Should().BeEmpty();
    }

    [Fact]
    public async Task New_erasures_apply_to_the_data_after_an_old_keys_file_is_restored()
    {
        string keys = _file.Path + "-keys";
        using (var store = _file.Open())
        {
            await store.WriteAsync([Some.Opening("gone"), Some.Opening("kept")]);
        }

        File.Copy(keys, keys + "-old");
        using (var store = _file.Open())
        {
            await store.EraseAsync(ErasureRequest.OfConversation("nobody", "dpo", Some.At(1)));
            await store.EraseAsync(ErasureRequest.OfConversation("nobody else", "dpo", Some.At(1)));
        }

        File.Move(keys + "-old", keys, overwrite: true);
        var reopened = _file.Open();
        var receipt = await reopened.EraseAsync(ErasureRequest.OfConversation("gone", "dpo", Some.At(2)));

        receipt.Should().BeEquivalentTo(new { Conversations = 1, IsComplete = true });
        (await reopened.ReadAsync("gone")).Should().BeNull();
    }

    [Fact]
    public async Task Restored_conversations_that_had_expired_have_no_personal_data_and_accept_writes()
    {
        string backup;
        using (var store = _file.Open())
        {
            await store.WriteAsync([Some.Opening("resumed") with { UserId = "jane" }, Some.Entry(1, "CANARY", "resumed", isPii: true),
                Some.Note("1", "CANARY", conversation: "resumed"), Some.Entry(2, "m", "resumed")]);
            backup = _file.Backup();
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(9_000), PersonalDataBefore = Some.At(8_000) }, 100);
        }

        _file.Restore(backup);
        var reopened = _file.Open();
        (await reopened.ReadAsync("resumed"))!.Notes.Single().Text.Should().NotContain("CANARY");
        await reopened.WriteAsync(
            [Some.Entry(3, "new", "resumed", isPii: true), Some.Note("2", "new", minute: 1, conversation: "resumed"), Some.Opening("another"),
            Some.Note("1", "another", conversation: "another")]);

        var read = (await reopened.ReadAsync("resumed"))!;
        read.Notes.Select(static note => note.Text).Should().Equal("[redacted]", "new");
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("m", "new");
        read.Summary.PiiPurgedAt.Should().NotBeNull();
        (await reopened.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    private async Task<string> EraseAfterBackupAsync()
    {
        using var store = _file.Open();
        await store.WriteAsync([Some.Opening("gone"), Some.Entry(1, "CANARY-gone", "gone"), Some.Turn(1, "gone") with { UserInput = "CANARY-gone" }]);
        await store.WriteAsync([Some.Opening("jane-1") with { UserId = "jane" }, Some.Entry(1, "CANARY-jane", "jane-1", isPii: true),
            Some.Note("n", "CANARY-jane", conversation: "jane-1")]);
        await store.WriteAsync([Some.Opening("kept") with { UserId = "joe" }, Some.Entry(1, "CANARY-kept", "kept")]);
        await store.CatchUpAsync();
        string backup = _file.Backup();
        await store.EraseAsync(ErasureRequest.OfConversation("gone", "dpo", Some.At(1)) with { Id = s_first });
        await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1)));
        return backup;
    }

    private static async Task ShouldBeErasedAsync(SqliteConversationStore store)
    {
        (await store.ReadAsync("gone")).Should().BeNull();
        (await store.ReadLogAsync(new LogQuery("gone"))).Logged.Should().BeEmpty();
        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle().Which.Conversation.ConversationId.Should()
            .Be("kept");
        (await store.SearchAsync(new SearchQuery { Text = "CANARY" })).Hits.Should().ContainSingle().Which.ConversationId.Should().Be("kept");
        (await store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(60) })).Total.Messages.Should().Be(0);
    }
}
