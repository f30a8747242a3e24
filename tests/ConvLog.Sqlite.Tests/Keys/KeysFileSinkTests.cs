using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>The key ring of a host, and entries logged while keys are unavailable.</summary>
public sealed class KeysFileSinkTests : IDisposable
{
    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F10_Records_logged_while_the_key_ring_fails_are_stored_once_it_works()
    {
        var ring = new FailingRing(KeysFolder.NewRing()) { Failure = new KeyRingException("The key is out of reach.") };
        await using var store = _folder.Open(ring);
        await using var sink = new StoreSink(store);
        await using (var conversation =
            new Conversation(new ConversationInfo("conv-1") { AgentId = "bookings", UserId = "jane@example.com" }, sink,
            new ConversationOptions { DisposeTimeout = TimeSpan.FromMilliseconds(200) }))
        {
            conversation.Log.Info("Jane called", isPii: true);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            (await conversation.FlushAsync(patience.Token)).Records.Pending.Should().BePositive("nothing is lost and nothing written in clear");
        }

        new FolderBytes(_folder.Path).Holding("Jane called").Should().BeEmpty();
        ring.Failure = null;

        using var wait = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await sink.FlushAsync(wait.Token)).Records.Pending.Should().Be(0);
        var read = (await store.ReadAsync("conv-1"))!;
        read.Summary.Conversation.UserId.Should().Be("jane@example.com");
        read.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.Content.Should().Be("Jane called");
    }

    [Fact]
    public async Task The_key_ring_of_the_host_is_used_by_default()
    {
        var (ofHost, ofStore) = (KeysFolder.NewRing("host"), KeysFolder.NewRing("store"));

        (await KeyIdAsync(_folder, ofHost, configure: null)).Should().Be("host");
        using var other = new KeysFolder();
        (await KeyIdAsync(other, ofHost, options => options.KeyRing = ofStore)).Should().Be("store");
    }

    private static async Task<string?> KeyIdAsync(KeysFolder folder, IKeyRing ring, Action<SqliteStoreOptions>? configure)
    {
        await using (var services = new ServiceCollection().AddConvLog(options =>
        {
            options.KeyRing = ring;
            options.UseSqlite(folder.DataPath, configure);
        }).BuildServiceProvider())
        {
            await services.GetRequiredService<IConversationStore>().WriteAsync(KeysFolder.Records);
        }

        File.Exists(folder.RingPath).Should().BeFalse();
        using var keys = Session.Open(folder.KeysPath, TimeSpan.Zero);
        return keys.Text("SELECT key_id FROM data_key");
    }
}
