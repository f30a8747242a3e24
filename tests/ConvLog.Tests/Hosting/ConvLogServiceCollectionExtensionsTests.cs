using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Hosting;

public class ConvLogServiceCollectionExtensionsTests
{
    [Fact]
    public async Task A_host_opens_conversations_and_reads_them_back()
    {
        var clock = new ManualClock();
        await using var host = new ServiceCollection().AddConvLog(options => options.TimeProvider = clock).AddConvLogStorage().BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        var view = await host.GetRequiredService<ConversationReader>().GetAsync(Reader.Anonymous, "c");
        view!.Entries.Should().ContainSingle().Which.Timestamp.Should().Be(ManualClock.DefaultStart);
        view.Summary.EndedAt.Should().Be(ManualClock.DefaultStart);
    }

    [Fact]
    public async Task Entries_go_to_the_store_to_registered_sinks_and_to_those_of_the_options()
    {
        var registered = new InMemorySink();
        var optional = new InMemorySink();
        var store = new InMemoryConversationStore();
        await using var host = new ServiceCollection().AddSingleton<ILogSink>(registered).AddConvLog(options =>
        {
            options.Store = store;
            options.Sinks.Add(optional);
        }).BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        registered.Entries.Should().ContainSingle();
        optional.Entries.Should().ContainSingle();
        (await store.ReadAsync("c"))!.Logged.Should().ContainSingle();
        host.GetRequiredService<IConversationStore>().Should().BeSameAs(store);
    }

    [Fact]
    public async Task StoreSink_options_of_the_hosts_own_keep_its_logger_and_clock()
    {
        var clock = new ManualClock();
        var store = new RecordingStore { FailsAt = static call => call == 1, FailsWith = RecordingStore.Unusable };
        await using var host = new ServiceCollection().AddFakeLogging().AddConvLog(options =>
        {
            options.TimeProvider = clock;
            options.Store = store;
            options.StoreSink = new StoreSinkOptions { QueueCapacity = 7, BatchDelay = TimeSpan.Zero };
        }).BuildServiceProvider();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");
        var flush = conv.FlushAsync().AsTask();
        while (!flush.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        host.GetFakeLogCollector().GetSnapshot().Should().Contain(static line => line.Id.Id == 8, "an outage is reported to the host's logger");
        var sink = host.GetRequiredService<StoreSink>();
        sink.CheckHealth().Figures.Should().Contain("capacity", 7);
        sink.CheckHealth().LastSuccess.Should().BeOnOrBefore(clock.GetUtcNow(), "it is a time of the host's clock");
    }

    [Fact]
    public async Task StoreSink_options_with_a_logger_and_a_clock_of_their_own_keep_those()
    {
        var own = new FakeLogger();
        var clock = new ManualClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = new ServiceCollection().AddFakeLogging().AddConvLog(options =>
        {
            options.Store = new RecordingStore { Refuses = static record => record is Records.EntryRecord, RefusesWith = RecordingStore.Refused };
            options.StoreSink = new StoreSinkOptions { Logger = own, TimeProvider = clock };
        }).BuildServiceProvider();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");
        await conv.FlushAsync();

        own.Lines.Should().ContainSingle();
        host.GetFakeLogCollector().GetSnapshot().Should().BeEmpty();
        host.GetRequiredService<StoreSink>().CheckHealth().LastSuccess.Should().Be(clock.GetUtcNow());
    }

    [Fact]
    public async Task The_options_reach_capture_and_reading()
    {
        var clock = new ManualClock();
        await using var host = new ServiceCollection().AddConvLog(options =>
        {
            options.TimeProvider = clock;
            options.Limits = new LogLimits { TextLength = 16 };
            options.ReflectObjects = ObjectReflection.None;
            options.Privacy.Utterances = PrivacyClass.Personal;
            options.IdleTimeout = TimeSpan.FromMinutes(1);
            options.UseInMemoryStore();
        }).BuildServiceProvider();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.BeginTurn("hello");
        conv.Log.Info(new string('x', 20), ("v", new { a = 1 }));
        await conv.FlushAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        var view = (await host.GetRequiredService<ConversationReader>().GetAsync(Reader.Anonymous, "c"))!;
        view.Turns[0].UserInput.Text.Should().Be("[redacted]");
        view.Turns[0].Entries[0].Content.Should().EndWith("… [cut, 20 characters]");
        view.Turns[0].Entries[0].Fields[0].ToString().Should().Contain("AnonymousType");
        view.Summary.InProgress.Should().BeFalse();
    }

    [Fact]
    public async Task Entries_go_to_the_hosts_logger_if_enabled()
    {
        await using var host = new ServiceCollection().AddFakeLogging().AddConvLog(options => options.LogToLogger = true)
            .BuildServiceProvider();
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Warning("m", ("a", 1));
        conv.Log.Warning("hidden", isPii: true);

        var line = host.GetFakeLogCollector().GetSnapshot().Should().ContainSingle().Which;
        (line.Category, line.Message).Should().Be(("ConvLog", "m"));
    }

    [Fact]
    public async Task By_default_only_failures_go_to_the_hosts_logger()
    {
        await using var host = new ServiceCollection().AddFakeLogging().AddSingleton<ILogSink>(new FailingSink())
            .AddConvLog().BuildServiceProvider();
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");
        await conv.FlushAsync();

        host.GetFakeLogCollector().GetSnapshot().Should().HaveCount(3,
            "each kind of call is reported once").And.OnlyContain(line => line.Level == LogLevel.Error
            && line.Message.Contains(nameof(FailingSink), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_call_waits_for_a_host_sink_and_built_in_sinks_are_not_queued_twice()
    {
        using var hanging = new HangingSink();
        var kept = new InMemorySink();
        var host = new ServiceCollection().AddSingleton<ILogSink>(hanging).AddSingleton<ILogSink>(kept)
            .AddConvLog(options => options.DisposeTimeout = TimeSpan.Zero).BuildServiceProvider();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");

        kept.Entries.Should().ContainSingle("a sink in memory is called directly");
        await hanging.Entered;
        (await conv.FlushAsync(new CancellationToken(canceled: true))).Records.Pending.Should().BeGreaterThanOrEqualTo(2);
        hanging.Dispose();
        await host.DisposeAsync();
        hanging.Taken.Should().Equal("m");
    }

    [Fact]
    public async Task Disposing_the_host_gives_its_sinks_what_is_queued_before_they_are_disposed()
    {
        var host = new ServiceCollection().AddSingleton<ILogSink, Disposed>().AddConvLog().BuildServiceProvider();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        for (int i = 0; i < 100; i++)
        {
            conv.Log.Info("m");
        }

        var sink = (Disposed)host.GetRequiredService<ILogSink>();
        await host.DisposeAsync();
        sink.TakenAtTheEnd.Should().Be(100);
    }

    [Theory]
    [InlineData(typeof(IConversationFactory))]
    [InlineData(typeof(ConversationReader))]
    [InlineData(typeof(ConversationRetention))]
    public async Task Retention_starts_once_a_host_opens_or_reads_a_conversation(Type first)
    {
        var clock = new ManualClock();
        var store = new InMemoryConversationStore();
        await store.WriteAsync([Some.Opening("old"), Some.Opening("new", minute: 20 * 24 * 60), Some.Opening("newer", minute: 20 * 24 * 60)]);
        await using var host = new ServiceCollection().AddConvLog(options =>
        {
            options.Store = store;
            options.TimeProvider = clock;
            options.Retention.Enabled = true;
            options.Retention.Days = 10;
        }).BuildServiceProvider();
        host.GetRequiredService(first);
        clock.SetUtcNow(Some.At(20 * 24 * 60));
        clock.Advance(TimeSpan.FromMinutes(1));
        var retention = host.GetRequiredService<ConversationRetention>();
        await retention.Work;

        (await retention.ReadRunsAsync()).Should().ContainSingle().Which.Should()
            .Match<RetentionRun>(static run => run.State == RetentionRunState.Completed && run.Conversations == 1 && run.StartedBy == null);
        (await store.ReadAsync("old")).Should().BeNull();
        (await store.ReadAsync("new")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_failing_store_without_retention_runs_does_not_affect_functions()
    {
        await using var host = new ServiceCollection().AddFakeLogging().AddConvLog(static options =>
        {
            options.Store = new RecordingStore();
            options.Retention.Enabled = true;
        }).BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        await host.GetRequiredService<ConversationRetention>().Work;
        host.GetFakeLogCollector().GetSnapshot().Should().ContainSingle().Which.Message.Should().Contain(nameof(IRetentionRunStore));
    }

    [Fact]
    public void Registering_twice_has_no_further_effect()
    {
        var services = new ServiceCollection().AddConvLog(options => options.UseInMemoryStore()).AddConvLogStorage();
        int count = services.Count;
        services.AddConvLog().AddConvLogStorage().Count.Should().Be(count);
        FluentActions.Invoking(() => ((IServiceCollection)null!).AddConvLog()).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task A_host_without_a_store_or_sinks_warns_that_no_data_is_kept()
    {
        await using var host = new ServiceCollection().AddFakeLogging()
            .AddSingleton<IConversationStore>(new InMemoryConversationStore()).AddConvLog().BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        var line = host.GetFakeLogCollector().GetSnapshot().Should().ContainSingle().Which;
        line.Level.Should().Be(LogLevel.Warning);
        line.Message.Should().Contain("UseSqlite").And.Contain("AddConvLogStorage");
    }

    [Fact]
    public void A_host_may_be_disposed_without_await()
    {
        var host = new ServiceCollection().AddConvLog().AddConvLogStorage().BuildServiceProvider();
        host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")).Log.Info("m");
        host.Invoking(h => h.Dispose()).Should().NotThrow();
    }

    private sealed class Disposed : ILogSink, IDisposable
    {
        private int _taken;

        public int? TakenAtTheEnd { get; private set; }

        public void Emit(LogEntry entry) => _taken++;

        public void Dispose() => TakenAtTheEnd = _taken;
    }
}
