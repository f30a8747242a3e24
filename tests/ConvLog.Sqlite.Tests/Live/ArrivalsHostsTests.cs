using ConvLog.Privacy;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Live;

/// <summary>Hosts that share a file share live updates: readers of one host see the writes of the other.</summary>
public sealed class ArrivalsHostsTests : IDisposable
{
    private static readonly Reader s_reader = new("other", canReadPii: false);

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("conversations.db");

    [Fact]
    public async Task Readers_of_another_host_see_writes_and_can_switch_hosts_without_gaps()
    {
        await using var ours = new SqliteConversationStore(Path);
        await using var theirs = new SqliteConversationStore(Path);
        var (here, there) = (new ConversationReader(ours), new ConversationReader(theirs));
        string? place;
        await using (var live = await LiveWatch.StartAsync(here, s_reader))
        {
            await theirs.WriteAsync([Some.Opening(), Now(1, "one")]);
            await live.UntilReceivedAsync("one");
            place = live.Position;
        }

        await ours.WriteAsync([Now(2, "two"), Now(3, "hidden") with { IsPii = true }]);
        await using var elsewhere = await LiveWatch.StartAsync(there, s_reader, after: place);
        await elsewhere.UntilReceivedAsync("two");
        await ours.WriteAsync([Now(4, "three")]);
        await elsewhere.UntilReceivedAsync("three");

        elsewhere.Contents.Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("two", "three");
        elsewhere.Resets.Should().Be(0);
    }

    [Fact]
    public async Task A_restart_is_like_a_switch_of_hosts()
    {
        string? place;
        await using (var store = new SqliteConversationStore(Path))
        {
            await using var live = await LiveWatch.StartAsync(new ConversationReader(store), s_reader, new LiveQuery { ConversationId = Some.Conversation });
            await store.WriteAsync([Some.Opening(), Now(1, "one")]);
            await live.UntilReceivedAsync("one");
            place = live.Position;
            await store.WriteAsync([Now(2, "two")]);
        }

        await using var again = new SqliteConversationStore(Path);
        await using var following =
            await LiveWatch.StartAsync(new ConversationReader(again), s_reader, new LiveQuery { ConversationId = Some.Conversation }, place);
        await following.UntilReceivedAsync("two");
    }

    public void Dispose() => _folder.Dispose();

    private static Records.EntryRecord Now(long sequence, string content) => Some.Entry(sequence, content) with { Timestamp = TimeProvider.System.GetUtcNow() };
}
