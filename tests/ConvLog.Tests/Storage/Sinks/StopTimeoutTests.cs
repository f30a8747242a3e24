using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Sinks;

/// <summary>Regression: a host with an unwritable store took 9 to 10.4 seconds to stop, and Docker kills a container after 10.</summary>
public class StopTimeoutTests
{
    [Fact]
    public async Task A_host_whose_store_cannot_be_written_to_stops_within_the_timeout()
    {
        var host = Host(static options => options.StopTimeout = TimeSpan.FromSeconds(1));
        Log(host);
        long start = TimeProvider.System.GetTimestamp();

        await host.DisposeAsync();

        TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Everything_in_a_host_shares_five_seconds_unless_its_options_say_otherwise()
    {
        // Rounded up: the budget starts with the request, by the clock of the machine.
        static double SecondsOf(Action<ConvLogOptions> configure)
        {
            using var host = Host(configure);
            return Math.Ceiling(host.GetRequiredService<ConvLog.Sinks.DisposeBudget>().Share(TimeSpan.FromHours(1)).TotalSeconds);
        }

        SecondsOf(static _ => { }).Should().Be(5);
        SecondsOf(static options => options.StopTimeout = TimeSpan.FromSeconds(25)).Should().Be(25);
        SecondsOf(static options => options.StoreSink = new StoreSinkOptions { DisposeTimeout = TimeSpan.FromSeconds(60) })
            .Should().Be(60, "what is set for the store is longer");
        SecondsOf(static options => options.StoreSink = new StoreSinkOptions { BatchSize = 10 }).Should().Be(5, "a default is no choice");
    }

    private static ServiceProvider Host(Action<ConvLogOptions> configure) => new ServiceCollection().AddConvLog(options =>
    {
        options.UseStore(static _ => new RecordingStore { FailsAt = static _ => true, FailsWith = RecordingStore.Unavailable });
        configure(options);
    }).BuildServiceProvider();

    private static void Log(IServiceProvider host)
    {
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        conv.Log.Info("m");
    }
}
