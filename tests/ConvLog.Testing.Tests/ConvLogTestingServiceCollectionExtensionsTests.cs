using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Testing.Tests;

public class ConvLogTestingServiceCollectionExtensionsTests
{
    [Fact]
    public async Task A_host_logs_into_the_captured_log_and_opens_neither_its_store_nor_its_sinks()
    {
        var sink = new InMemorySink();
        var services = new ServiceCollection();
        services.AddConvLog(options =>
        {
            options.UseStore(_ => throw new InvalidOperationException("The host's store was opened."));
            options.Sinks.Add(sink);
            options.Limits = new LogLimits { TextLength = 32 };
        });
        services.AddSingleton<ILogSink>(sink);
        services.Configure<ConvLogOptions>(options => options.Sinks.Add(sink));
        services.UseConvLogTesting(out var log);
        await using var host = services.BuildServiceProvider();

        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42")))
        {
            conv.Log.Error(new string('x', 33), ("status", 409));
        }

        log.ShouldContain(EntryLevel.Error, new string('x', 32) + "… [cut, 33 characters]", ("status", 409));
        sink.Entries.Should().BeEmpty();
        (await host.GetRequiredService<ConversationReader>().GetAsync(new Reader("test", canReadPii: true), "conv-42"))!.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task A_store_that_the_host_handed_over_is_not_used()
    {
        var kept = new InMemoryConversationStore();
        var services = new ServiceCollection();
        services.AddSingleton<IConversationStore>(kept);
        services.AddConvLogStorage();
        services.AddConvLog();
        services.UseConvLogTesting(out var log).UseConvLogTesting(out var again);
        await using var host = services.BuildServiceProvider();

        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42")))
        {
            conv.Log.Info("m");
        }

        log.Entries.Should().BeEmpty("the last call counts");
        log.NeverWaits.Should().BeTrue("behind a queue, an assertion might come before its entry");
        again.Entries.Should().ContainSingle();
        (await kept.ReadAsync("conv-42")).Should().BeNull();
    }

    [Fact]
    public async Task A_sink_that_the_host_made_for_its_store_is_not_used()
    {
        var kept = new InMemoryConversationStore();
        await using var own = new StoreSink(kept);
        var services = new ServiceCollection();
        services.AddSingleton<IConversationStore>(_ => throw new InvalidOperationException("The host's store was opened."));
        services.AddSingleton(own);
        services.UseConvLogTesting(out var log);
        await using var host = services.BuildServiceProvider();

        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42")))
        {
            conv.Log.Info("m");
        }

        log.ShouldHaveCount(1);
        (await host.GetRequiredService<ConversationReader>().GetAsync(new Reader("test", canReadPii: false), "conv-42")).Should().NotBeNull();
        host.GetServices<IConversationStore>().Should().ContainSingle();
        (await own.FlushAsync()).Records.Accepted.Should().Be(0);
        (await kept.ReadAsync("conv-42")).Should().BeNull();
        FluentActions.Invoking(() => ((IServiceCollection)null!).UseConvLogTesting(out _)).Should().Throw<ArgumentNullException>()
            .WithParameterName("services");
    }

    [Fact]
    public async Task A_host_without_a_store_can_be_read_as_well()
    {
        var services = new ServiceCollection();
        services.AddConvLog();
        services.UseConvLogTesting(out var log);
        await using var host = services.BuildServiceProvider();

        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("conv-42")))
        {
            conv.RunFunction("save_guest", () => { });
        }

        log.ShouldHaveCalled("save_guest").ShouldHaveEnded(FunctionOutcome.Completed);
        (await host.GetRequiredService<ConversationReader>().GetAsync(new Reader("test", canReadPii: false), "conv-42")).Should().NotBeNull();
    }
}
