using System.Security.Cryptography;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.PostgreSql.Tests.Keys;

/// <summary>The keys of one data schema shared by several hosts.</summary>
public sealed class DataKeysSharedTests : IAsyncLifetime
{
    private readonly Hosts _hosts = new();
    private readonly byte[] _old = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _new = RandomNumberGenerator.GetBytes(32);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task A_destroyed_key_is_unavailable_on_other_hosts_within_31_seconds()
    {
        var clock = new ManualClock();
        await using var one = new OpenKeys(_hosts.Schema, clock);
        await using var other = new OpenKeys(_hosts.Schema, clock);
        var (number, key) = await one.Keys.NewAsync(default);
        (await other.Keys.FindAsync([number], default)).Should().ContainKey(number);

        await one.Keys.DestroyAsync([number], default);

        (await one.Keys.FindAsync([number], default)).Should().BeEmpty();
        clock.Advance(TimeSpan.FromSeconds(31));
        (await other.Keys.FindAsync([number], default)).Should().BeEmpty();
        (await other.Keys.DestroyedAtAsync(number, default)).Should().NotBeNull();
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task Hosts_starting_together_share_one_hash_key_and_no_data_key()
    {
        var clock = new ManualClock();
        await using var one = new OpenKeys(_hosts.Schema, clock);
        await using var other = new OpenKeys(_hosts.Schema, clock);
        OpenKeys[] both = [one, other];

        var hashes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => both[i % 2].Keys.HashOfAsync("jane", default).AsTask()));
        var keys = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => both[i % 2].Keys.NewAsync(default).AsTask()));

        hashes.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        keys.Select(static key => key.Number).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Unused_reserved_keys_are_returned()
    {
        await using (var one = new OpenKeys(_hosts.Schema, new ManualClock()))
        {
            await one.Keys.NewAsync(default);
            (await _hosts.NumberAsync("SELECT count(*) FROM keys#.data_key")).Should().BeGreaterThan(1);
        }

        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.data_key")).Should().Be(1);
    }

    [Fact]
    public async Task Rotation_rewraps_all_keys_so_that_the_old_master_key_can_be_removed()
    {
        await Hosts.WriteAsync(_hosts.Open(new KeyRing("old", _old)), Some.Opening() with { UserId = "jane" }, Some.Note("1", "call Jane"));
        var both = _hosts.Open(new KeyRing("new", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["old"] = _old, ["new"] = _new }));
        (await KeysPartAsync(both)).Figures["wrapped_by_older"].Should().BePositive();

        (await both.RewrapKeysAsync()).Should().BePositive();

        (await KeysPartAsync(both)).Figures["wrapped_by_older"].Should().Be(0);
        (await both.RewrapKeysAsync()).Should().Be(0, "it is done");
        var only = _hosts.Open(new KeyRing("new", _new));
        (await only.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("call Jane");
        (await only.ListAsync(new ConversationQuery { UserId = "jane" }, withPii: true)).Conversations.Should().ContainSingle();
    }

    [Fact]
    public async Task Reads_and_writes_are_refused_with_the_keys_of_another_store()
    {
        await Hosts.WriteAsync(_hosts.Open(), Some.Opening(), Some.Note("1", "call Jane"));
        await using var others = new Hosts();
        await Hosts.WriteAsync(others.Open(), Some.Opening("other"), Some.Note("1", "x", conversation: "other"));

        var wrong = _hosts.Open(configure: options => options.KeysSchema = others.Schema.KeysName);

        await wrong.Invoking(store => store.ReadAsync(Some.Conversation).AsTask()).Should().ThrowAsync<ConversationStoreException>();
        (await wrong.Invoking(store => store.WriteAsync([Some.Entry(1)]).AsTask()).Should().ThrowAsync<ConversationStoreException>())
            .Which.Should().Match<ConversationStoreException>(static e
            => e.Fault == StoreFault.Unusable).And.Subject.As<ConversationStoreException>().Message.Should().Contain("does not have the keys of this data");
        (await KeysPartAsync(wrong)).Status.Should().NotBe(StoreHealthStatus.Healthy);
    }

    private static async Task<HealthPart> KeysPartAsync(PostgreSqlConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "keys", StringComparison.Ordinal));

    private sealed class OpenKeys : IAsyncDisposable
    {
        private readonly KeysStore _store;

        public OpenKeys(TestSchema schema, TimeProvider time)
        {
            var options = schema.Options();
            options.TimeProvider = time;
            var troubles = new DatabaseTroubles(time, NullLogger.Instance);
            _store = new KeysStore(PostgresServer.ConnectionString, options, troubles);
            Keys = new DataKeys(_store, options, troubles);
        }

        public DataKeys Keys { get; }

        public async ValueTask DisposeAsync()
        {
            await Keys.ReleaseAsync(CancellationToken.None);
            Keys.Dispose();
            await _store.DisposeAsync();
        }
    }
}
