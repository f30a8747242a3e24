using ConvLog.Privacy;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Live;

/// <summary>Hosts that share a file share what is live: what one writes the other's readers are told.</summary>
public sealed class ArrivalsHostsTests : IDisposable
{
    private static readonly Reader s_reader = new("other", canReadPii: false);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("conversations.db");

    [Fact]
    public async Task What_one_host_writes_readers_of_another_are_told_and_who_changes_hosts_misses_nothing()
    {
        await using var ours = new SqliteConversationStore(Path);
        await using var theirs = new SqliteConversationStore(Path);
        var (here, there) = (new ConversationReader(ours), new ConversationReader(theirs));
        string? place;
        await using (var live = await LiveWatch.StartAsync(here, s_reader))
        {
            await theirs.WriteAsync([Some.Opening(), Now(1, "one")]);
            await live.UntilToldAsync("one");
            place = live.Place;
        }

        await ours.WriteAsync([Now(2, "two"), Now(3, "hidden") with { IsPii = true }]);
        await using var elsewhere = await LiveWatch.StartAsync(there, s_reader, after: place);
        await elsewhere.UntilToldAsync("two");
        await ours.WriteAsync([Now(4, "three")]);
        await elsewhere.UntilToldAsync("three");

        elsewhere.Contents.Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("two", "three");
        elsewhere.Resets.Should().Be(0);
    }

    [Fact]
    public async Task A_restart_is_a_change_of_hosts()
    {
        string? place;
        await using (var store = new SqliteConversationStore(Path))
        {
            await using var live = await LiveWatch.StartAsync(new ConversationReader(store), s_reader, new LiveQuery { ConversationId = Some.Conversation });
            await store.WriteAsync([Some.Opening(), Now(1, "one")]);
            await live.UntilToldAsync("one");
            place = live.Place;
            await store.WriteAsync([Now(2, "two")]);
        }

        await using var again = new SqliteConversationStore(Path);
        await using var following =
            await LiveWatch.StartAsync(new ConversationReader(again), s_reader, new LiveQuery { ConversationId = Some.Conversation }, place);
        await following.UntilToldAsync("two");
    }

    public void Dispose() => _folder.Dispose();

    private static Records.EntryRecord Now(long sequence, string content) => Some.Entry(sequence, content) with { Timestamp = TimeProvider.System.GetUtcNow() };
}
