using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Given = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Retention;

/// <summary>Deleting needs space too, because it is written to the WAL first.</summary>
public sealed class ExpiryFullDiskTests
{
    private const int Conversations = 30;

    [SmallDiskFact]
    public async Task F14_A_run_that_fails_on_a_full_disk_is_completed_by_the_next_run()
    {
        using var disk = new SmallDisk();
        disk.Remount("size=24m");
        string path = disk.File("retention.db");
        using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false, BusyTimeout = TimeSpan.Zero });
        for (int i = 0; i < Conversations; i++)
        {
            string id = FormattableString.Invariant($"c{i}");
            await store.WriteAsync([Given.Opening(id) with { UserId = id }, Given.Entry(1, new string('x', 5_000), id),
                Given.Entry(2, new string('y', 5_000), id, isPii: true)]);
        }

        FillUp(disk.File("ballast"));
        var run = () => RetentionFile.RunAsync(store, RetentionFile.Whole(100_000), batchSize: 5);

        (await run.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);
        foreach (string id in (await store.ListAsync(new ConversationQuery { Limit = 100 }, withPii: true)).Conversations.Select(static listed
            => listed.Conversation.ConversationId))
        {
            (await store.ReadAsync(id))!.Logged.Should().HaveCount(2, "a conversation is there whole or not at all");
        }

        File.Delete(disk.File("ballast"));
        await run();
        await store.ReclaimSpaceAsync();

        (await store.ListAsync(new ConversationQuery { CountTotal = true }, withPii: true)).Total.Should().Be(0);
        using var look = Session.Open(path, TimeSpan.FromSeconds(5));
        look.Number("SELECT count(*) FROM entry").Should().Be(0);
        look.Number("SELECT count(*) FROM pii").Should().Be(0);
        look.Number("SELECT count(*) FROM pii_block").Should().Be(0);
        look.Number("PRAGMA freelist_count").Should().Be(0);
        look.Text("PRAGMA integrity_check").Should().Be("ok");
    }

    private static void FillUp(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] some = new byte[4_096];
        try
        {
            while (true)
            {
                file.Write(some);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }
}
