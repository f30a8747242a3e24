using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage;

/// <summary>The registration of a store in a host.</summary>
public class ConvLogStorageServiceCollectionExtensionsTests
{
    [Fact]
    public async Task A_store_and_a_clock_that_the_host_registered_are_taken()
    {
        var store = new InMemoryConversationStore();
        var clock = new ManualClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = new ServiceCollection().AddSingleton<IConversationStore>(store).AddSingleton<TimeProvider>(clock).AddConvLog()
            .AddConvLogStorage().BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        (await store.ReadAsync("c"))!.Summary.StartedAt.Should().Be(clock.GetUtcNow());
    }

    [Fact]
    public async Task Retention_is_off_by_default()
    {
        var clock = new ManualClock();
        await using var host = new ServiceCollection().AddConvLog(options => options.TimeProvider = clock).AddConvLogStorage().BuildServiceProvider();

        host.GetRequiredService<ConversationRetention>().NextRunAt.Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_logging_side_and_the_storage_side_are_registered_in_any_order(bool storageFirst)
    {
        var clock = new ManualClock();
        var services = storageFirst ? new ServiceCollection().AddConvLogStorage().AddConvLog(Set) : new ServiceCollection().AddConvLog(Set).AddConvLogStorage();
        await using var host = services.BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        host.GetRequiredService<ConversationRetention>().NextRunAt.Should().NotBeNull();
        (await host.GetRequiredService<ConversationReader>().GetAsync(Reader.Anonymous, "c"))!.Summary.StartedAt.Should().Be(clock.GetUtcNow());

        void Set(ConvLogOptions options)
        {
            options.TimeProvider = clock;
            options.ConfigureStorage(static storage => storage.Retention.Enabled = true);
        }
    }

    [Fact]
    public async Task The_last_store_that_is_named_is_used_and_one_that_is_handed_over_before_all()
    {
        var given = new InMemoryConversationStore();
        await using var named = new ServiceCollection()
            .AddConvLog(static options => options.UseStore(static _ => throw new InvalidOperationException()).UseInMemoryStore()).BuildServiceProvider();
        await using var handedOver = new ServiceCollection().AddConvLog(options => options.UseInMemoryStore().Store = given).BuildServiceProvider();

        named.GetRequiredService<IConversationStore>().Should().BeOfType<InMemoryConversationStore>();
        handedOver.GetRequiredService<IConversationStore>().Should().BeSameAs(given);
    }

    [Fact]
    public async Task A_store_sink_that_the_host_registered_as_a_sink_too_writes_once()
    {
        var sink = new RecordingStore();
        await using var host = new ServiceCollection()
            .AddSingleton<ILogSink>(static provider => provider.GetRequiredService<StoreSink>())
            .AddConvLog(options => options.Store = sink).BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        sink.Written.OfType<EntryRecord>().Should().ContainSingle();
    }

    [Fact]
    public async Task Hosts_without_options_of_their_own_share_none()
    {
        await using var one = new ServiceCollection().AddConvLogStorage().BuildServiceProvider();
        await using var other = new ServiceCollection().AddConvLogStorage().BuildServiceProvider();

        one.GetRequiredService<ConvLogOptions>().Should().NotBeSameAs(other.GetRequiredService<ConvLogOptions>());
        one.GetRequiredService<ConversationReader>().Should().NotBeNull();
    }
}
