using System.Diagnostics;
using System.Globalization;
using ConvLog.Benchmarks.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// The time from <c>conv.Log</c> until each of a hundred HTTP followers has received an entry, half of them with the permission, over a SQLite file: without
/// and with concurrent writes of other conversations. Fails if the 99th percentile exceeds 300 ms.
/// </summary>
internal static class LiveReaders
{
    private const int Readers = 100;
    private const int Entries = 200;
    private const double Target = 300;
    private const string Mark = "live entry ";

    private static readonly string[] s_keys = ["live-key-0123456789", "live-pii-key-0123456789"];
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        double alone = await MeasureAsync(folder.NewPath(), isBusy: false).ConfigureAwait(false);
        double busy = await MeasureAsync(folder.NewPath(), isBusy: true).ConfigureAwait(false);
        return alone <= Target && busy <= Target ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(string path, bool isBusy)
    {
        var app = Host(path);
        await using var ending = app.ConfigureAwait(false);
        await app.StartAsync().ConfigureAwait(false);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
        long[] logged = new long[Entries];
        var streams = new List<StreamReader>();
        for (int i = 0; i < Readers; i++)
        {
            streams.Add(await OpenAsync(client, s_keys[i % s_keys.Length]).ConfigureAwait(false));
        }

        var arrived = streams.ConvertAll(stream => Task.Run(() => ReadAsync(stream, logged)));
        var conversations = app.Services.GetRequiredService<IConversationFactory>();
        var all = Task.WhenAll(arrived);
        var beside = isBusy ? WriteConcurrentlyAsync(conversations, all) : Task.CompletedTask;
        await LogAsync(conversations, logged).ConfigureAwait(false);
        List<double> milliseconds = [.. (await all.ConfigureAwait(false)).SelectMany(static times => times).Order()];
        await beside.ConfigureAwait(false);
        double slow = milliseconds[milliseconds.Count * 99 / 100];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Entries} entries to {Readers} readers{(isBusy ? " while others write" : "")}: median {milliseconds[milliseconds.Count / 2]:0} ms, 99 in 100 "
                + $"within {slow:0} ms, the slowest {milliseconds[^1]:0} ms."));
        return slow;
    }

    private static WebApplication Host(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddConvLog(options => options.UseSqlite(path));
        builder.Services.AddConvLogConsole(static options =>
        {
            options.ApiKeys.Add(s_keys[0], "Reader");
            options.ApiKeys.Add(s_keys[1], "Permitted", canReadPii: true);
        });
        var app = builder.Build();
        app.MapConvLog();
        return app;
    }

    private static async Task<StreamReader> OpenAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/convlog/v1/live?agent=measured", UriKind.Relative));
        request.Headers.Add("X-API-KEY", key);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync().ConfigureAwait(false));
    }

    private static async Task LogAsync(IConversationFactory conversations, long[] logged)
    {
        var conversation = conversations.Open(new ConversationInfo("measured") { AgentId = "measured" });
        await using var ending = conversation.ConfigureAwait(false);
        for (int i = 0; i < Entries; i++)
        {
            logged[i] = Stopwatch.GetTimestamp();
            conversation.Log.Info(string.Create(CultureInfo.InvariantCulture, $"{Mark}{i};"), ("attempt", i), LogField.Pii("email", "jane@example.com"));
            await Task.Delay(s_pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    private static async Task<List<double>> ReadAsync(StreamReader stream, long[] logged)
    {
        var milliseconds = new List<double>();
        while (milliseconds.Count < Entries && await stream.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
            {
                int end = line.IndexOf(';', at);
                int number = int.Parse(line.AsSpan(at + Mark.Length, end - at - Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture);
                milliseconds.Add(Stopwatch.GetElapsedTime(logged[number]).TotalMilliseconds);
            }
        }

        stream.Dispose();
        return milliseconds;
    }

    // About a thousand entries per second in fifty conversations.
    private static async Task WriteConcurrentlyAsync(IConversationFactory conversations, Task until)
    {
        while (!until.IsCompleted)
        {
            var conversation = conversations.Open(new ConversationInfo());
            for (int i = 0; i < 20; i++)
            {
                conversation.Log.Info("Validated inputs", ("validation_passed", true), ("number", i));
            }

            await Task.Delay(s_pause, TimeProvider.System).ConfigureAwait(false);
            await conversation.DisposeAsync().ConfigureAwait(false);
        }
    }
}
