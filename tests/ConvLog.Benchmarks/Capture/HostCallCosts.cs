using System.Diagnostics;
using System.Globalization;
using ConvLog.Benchmarks.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// <c>host-call</c>: the cost for the caller of a log call with three fields in the pipeline of a host (<c>AddConvLog</c> with a SQLite store, default
/// options), and into a sink that does nothing, alternately. Work that a call leaves to other threads is not included: each round waits for it afterwards.
/// </summary>
internal static class HostCallCosts
{
    // Fewer than the limit of a function event.
    private const int Calls = 5_000;
    private const int Rounds = 101;
    private const int WarmUpRounds = 100;

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        var host = new ServiceCollection().AddConvLog(options => options.UseSqlite(folder.NewPath())).BuildServiceProvider();
        await using var closing = host.ConfigureAwait(false);
        var factory = host.GetRequiredService<IConversationFactory>();
        var (stored, alone) = (new List<double>(), new List<double>());
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            stored.Add(await RoundAsync(factory.Open(new ConversationInfo($"stored-{round}") { AgentId = "bookings" })).ConfigureAwait(false));
            alone.Add(await RoundAsync(new Conversation(new ConversationInfo($"alone-{round}"), new NullSink())).ConfigureAwait(false));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"3 fields: {Median(stored):0} ns in a host with a SQLite store, {Median(alone):0} ns into a sink that does nothing"));
        return 0;
    }

    // Nanoseconds per call.
    private static async Task<double> RoundAsync(Conversation conversation)
    {
        double nanoseconds;
        using (conversation.BeginFunction("find_table"))
        {
            long begun = Stopwatch.GetTimestamp();
            for (int i = 0; i < Calls; i++)
            {
                conversation.Log.Info("Availability checked", ("party", 2), ("time", "20:00"), ("attempt", i));
            }

            nanoseconds = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / Calls;
        }

        conversation.Dispose();
        return (await conversation.FlushAsync().ConfigureAwait(false)).IsComplete
            ? nanoseconds
            : throw new InvalidOperationException("Not all was stored.");
    }

    private static double Median(List<double> rounds) => rounds.Skip(WarmUpRounds).Order().ElementAt(Rounds / 2);
}
