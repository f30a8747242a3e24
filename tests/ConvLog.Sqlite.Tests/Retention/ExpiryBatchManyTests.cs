using ConvLog.Records;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>Work deferred during an expiry of many conversations is completed at the end, or by the next run.</summary>
public sealed class ExpiryBatchManyTests
{
    [Fact]
    public async Task Expired_conversations_are_unreadable_before_their_keys_are_destroyed_at_the_end_of_a_phase()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(Conversation)]);

        var between = await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 4);

        between.Conversations.Should().Be(4);
        file.Number("SELECT count(*) FROM pii_block").Should().Be(6);
        (await file.Store.ReadAsync("c0")).Should().BeNull();

        await file.RunAsync(RetentionFile.Whole(100_000), batchSize: 4);
        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    [Fact]
    public async Task Keys_left_behind_by_a_run_are_destroyed_by_the_next_cleanup()
    {
        using var file = new RetentionFile();
        await file.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(Conversation)]);
        await file.Store.ApplyRetentionAsync(RetentionFile.Whole(100_000), 4);

        await file.Open().CleanUpAsync();

        file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
    }

    private static StoreRecord[] Conversation(int number)
    {
        string id = FormattableString.Invariant($"c{number}");
        return [Given.Opening(id), Given.Entry(1, "CANARY", id, isPii: true)];
    }
}
