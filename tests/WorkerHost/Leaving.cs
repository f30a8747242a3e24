using System.Diagnostics;
using System.Globalization;
using ConvLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkerHost;

/// <summary>A program that logs and exits without disposing its host, in the requested way.</summary>
internal static class Leaving
{
    public static async Task<int> RunAsync(string path, string how)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog(options =>
        {
            options.UseSqlite(path);
            if (how is "hang")
            {
                options.Sinks.Add(new Hanging());
            }
            else
            {
                options.StoreSink = new StoreSinkOptions { ExitFlushTimeout = TimeSpan.FromSeconds(30) }; // The machine may be busy.
            }
        });
        var host = builder.Build();
        await host.StartAsync();
        if (how.StartsWith("starved", StringComparison.Ordinal))
        {
            Starve();
        }

        var conversation = host.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        for (int i = 0; i < 5_000; i++)
        {
            conversation.Log.Info("entry", ("number", i));
        }

        switch (how)
        {
            case "starved":
                var watch = Stopwatch.StartNew();
                host.Dispose();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"disposed {watch.Elapsed.TotalSeconds:F1}"));
                break;
            case "exit" or "starved-exit":
                Environment.Exit(7);
                break;
            case "throw":
                throw new InvalidOperationException(how);
            case "stop":
                await host.StopAsync();
                break;
        }

        return 7;
    }

    // More threads than the pool creates within a minute.
    private static void Starve()
    {
        for (int i = 0; i < 1_000; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static _ => new ManualResetEventSlim().Wait(), state: null);
        }
    }

    private sealed class Hanging : ILogSink
    {
        public void Emit(LogEntry entry) => new ManualResetEventSlim().Wait();
    }
}
