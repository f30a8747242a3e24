using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Reading;

public class ConversationReaderHealthTests
{
    private static readonly Reader s_permitted = new("permitted", canReadPii: true);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_health_of_a_host_has_the_queue_and_the_drops_of_its_sink()
    {
        await using var host = new ServiceCollection().AddConvLog(options => options.TimeProvider = _clock).AddConvLogStorage().BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        _clock.Advance(TimeSpan.FromSeconds(3));
        var health = await host.GetRequiredService<ConversationReader>().CheckHealthAsync();

        health.Status.Should().Be(StoreHealthStatus.Healthy);
        health.Parts.Select(static part => part.Name).Should().Contain(["writing", "queue", "drops"]).And.OnlyHaveUniqueItems();
        var queue = Part(health, "queue");
        queue.Figures.Should().Contain("pending", 0).And.Contain("capacity", 100_000).And.Contain("oldest_seconds", 0).And.Contain("stored", 3);
        queue.LastSuccess.Should().Be(ManualClock.DefaultStart);
        Part(health, "drops").Figures.Should()
            .Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["queue_full"] = 0, ["sink_closed"] = 0, ["refused"] = 0, ["failed"] = 0,
            ["writer_refused"] = 0 });
    }

    [Fact]
    public async Task Health_has_the_number_of_queued_records_and_the_age_of_the_oldest()
    {
        var store = new RecordingStore();
        store.Hold();
        await using var host = HostOf(store);
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");
        var flush = conv.FlushAsync().AsTask();
        await store.Writing;
        _clock.Advance(TimeSpan.FromSeconds(7));

        var health = await host.GetRequiredService<ConversationReader>().CheckHealthAsync();

        Part(health, "queue").Figures.Should().Contain("pending", 2).And.Contain("oldest_seconds", 7);
        store.Release();
        await flush;
    }

    [Fact]
    public async Task Drops_of_all_store_sinks_degrade_health_for_five_minutes_and_remain_counted()
    {
        var closed = new StoreSink(new RecordingStore(), new StoreSinkOptions { TimeProvider = _clock });
        await closed.DisposeAsync();
        await using var host = new ServiceCollection().AddConvLog(options =>
        {
            options.TimeProvider = _clock;
            options.Sinks.Add(closed);
        }).AddConvLogStorage().BuildServiceProvider();
        using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            await conv.FlushAsync();
            _clock.Advance(TimeSpan.FromSeconds(299));
            var reader = host.GetRequiredService<ConversationReader>();

            var health = await reader.CheckHealthAsync();
            Part(health, "drops").Should().BeEquivalentTo(new { Status = StoreHealthStatus.Degraded, LastFailure = ManualClock.DefaultStart });
            Part(health, "drops").Figures.Should().Contain("sink_closed", 1).And.Contain("queue_full", 0);
            Part(health, "queue").Figures.Should().Contain("capacity", 200_000, "both sinks are counted");

            _clock.Advance(TimeSpan.FromSeconds(1));
            health = await reader.CheckHealthAsync();
            Part(health, "drops").Status.Should().Be(StoreHealthStatus.Healthy);
            Part(health, "drops").Figures.Should().Contain("sink_closed", 1);
        }
    }

    [Fact]
    public async Task A_hanging_store_is_unhealthy_after_five_seconds_and_probes_do_not_pile_up()
    {
        using var hold = new ManualResetEventSlim();
        var store = StoreOfHealth.Hanging(hold);
        await using var host = HostOf(store);
        var reader = host.GetRequiredService<ConversationReader>();

        var probes = Enumerable.Range(0, 5).Select(_ => reader.CheckHealthAsync().AsTask()).ToArray();
        _clock.Advance(TimeSpan.FromSeconds(5));
        var answers = await Task.WhenAll(probes).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        var late = await reader.CheckHealthAsync();

        answers.Append(late).Should().OnlyContain(static health => health.Status == StoreHealthStatus.Unhealthy);
        Part(late, "reading").Message.Should().Be("The store did not say how it is within 5 seconds: it hangs, or the disk or server behind it does.");
        Part(late, "queue").Status.Should().Be(StoreHealthStatus.Healthy, "what waits before it is told all the same");
        store.Checks.Should().BeLessThanOrEqualTo(1);
        hold.Set();
    }

    [Fact]
    public async Task A_probe_that_is_canceled_ends_while_the_store_hangs()
    {
        using var hold = new ManualResetEventSlim();
        await using var host = HostOf(StoreOfHealth.Hanging(hold));
        using var canceled = new CancellationTokenSource();
        var probe = host.GetRequiredService<ConversationReader>().CheckHealthAsync(canceled.Token).AsTask();

        await canceled.CancelAsync();

        await probe.Awaiting(static task => task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Should().ThrowAsync<OperationCanceledException>();
        hold.Set();
    }

    [Fact]
    public async Task A_store_whose_health_check_throws_is_unhealthy_without_the_message()
    {
        await using var host = HostOf(new StoreOfHealth(static _ => throw new InvalidOperationException("Jane Doe")));

        var health = await host.GetRequiredService<ConversationReader>().CheckHealthAsync();

        Part(health, "reading").Should()
            .BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy, Message = "The store failed to say how it is: InvalidOperationException",
            LastFailure = ManualClock.DefaultStart });
    }

    [Fact]
    public async Task Sinks_that_cannot_be_created_are_reported_and_do_not_throw()
    {
        await using var host = new ServiceCollection().AddSingleton<ILogSink>(static _ => throw new InvalidOperationException("Jane Doe")).AddConvLog()
            .AddConvLogStorage().BuildServiceProvider();

        var health = await host.GetRequiredService<ConversationReader>().CheckHealthAsync();

        Part(health, "queue").Should()
            .BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy, Message = "The sinks of this host cannot be made: InvalidOperationException." });
    }

    [Fact]
    public async Task Without_the_permission_health_has_no_figures_that_depend_on_personal_data()
    {
        var part = new HealthPart("writing", StoreHealthStatus.Healthy, "It works.",
            new Dictionary<string, double>(StringComparer.Ordinal) { ["schema"] = 1, ["failed_writes"] = 2, ["new_one"] = 3 })
        {
            LastSuccess = ManualClock.DefaultStart,
            LastFailure = ManualClock.DefaultStart,
        };
        await using var host = HostOf(new StoreOfHealth(_ => new(new StoreHealth([part]))));
        var reader = host.GetRequiredService<ConversationReader>();

        var seen = await reader.GetHealthAsync(Reader.Anonymous);
        var whole = await reader.GetHealthAsync(s_permitted);

        Part(seen, "writing").Should().BeEquivalentTo(new { LastSuccess = (DateTimeOffset?)null, LastFailure = (DateTimeOffset?)null });
        Part(seen, "writing").Figures.Should().Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["schema"] = 1 });
        Part(seen, "queue").Figures.Keys.Should().BeSubsetOf(["capacity", "capacity_bytes"]);
        Part(seen, "drops").Figures.Should().BeEmpty();
        Part(whole, "writing").Should().BeEquivalentTo(part);
        Part(whole, "queue").Figures.Should().ContainKey("pending");
    }

    private static HealthPart Part(StoreHealth health, string name) => health.Parts.Single(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    private ServiceProvider HostOf(IConversationStore store) => new ServiceCollection().AddConvLog(options =>
    {
        options.TimeProvider = _clock;
        options.Store = store;
    }).BuildServiceProvider();
}
