using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConvLog.Benchmarks.Ingest;
using ConvLog.Sqlite;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Api;

/// <summary>
/// <c>api-reads FILE [REQUESTS]</c>: the response times of the routes of one conversation for 50 concurrent readers, over HTTP on this machine, from a
/// generated store. Server and readers share the processors. REQUESTS is the number per route, by default 20,000.
/// </summary>
internal static class ApiReads
{
    private const int Readers = 50;
    private const int DefaultRequests = 20_000;
    private const string Header = """
        | what is read | requests/s | median ms | p99 ms | longest ms | µs of processor a request, readers included |
        |---|---|---|---|---|---|
        """;
    private const string Key = "benchmark-reader";
    private const string PiiKey = "benchmark-permitted";

    public static async Task<int> RunAsync(string path, int requests = DefaultRequests)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        var listed = await ListedAsync(store).ConfigureAwait(false);
        await using var app = await StartAsync(store).ConfigureAwait(false);
        string url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{listed.Count:N0} listed conversations, {Readers} readers at once, {requests:N0} requests a route\n"));
        Console.WriteLine(Header);

        string Compatible((string Agent, string Id) asked) => $"{url}/v1/agents/{Uri.EscapeDataString(asked.Agent)}/conversations/{asked.Id}";
        string Own((string Agent, string Id) asked) => $"{url}/convlog/v1/conversations/{asked.Id}";
        await WarmAsync().ConfigureAwait(false);
        await MeasureAsync("compatible", i => Compatible(listed[i]), Key, listed.Count, requests).ConfigureAwait(false);
        await MeasureAsync("own", i => Own(listed[i]), Key, listed.Count, requests).ConfigureAwait(false);
        await MeasureAsync("own, with personal data (each read in the access log, on disk)", i => Own(listed[i]), PiiKey, listed.Count, requests)
            .ConfigureAwait(false);
        return 0;

        // Warm up both first; otherwise the first route measured includes compiling the code of all routes.
        async Task WarmAsync()
        {
            using var client = ClientOf(Key);
            await AskAsync(client, i => Compatible(listed[i]), listed.Count, requests).ConfigureAwait(false);
            await AskAsync(client, i => Own(listed[i]), listed.Count, requests).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// <c>api-ingest FILE [REQUESTS]</c>: the same readers while a host writes whole conversations (<see cref="HostConversation"/>) into the same store as fast
    /// as it can, waiting until each is stored. The written data remains in the file.
    /// </summary>
    /// <param name="path">The generated store.</param>
    /// <param name="requests">The number of requests, both without and with the writing host.</param>
    public static async Task<int> RunDuringIngestAsync(string path, int requests = DefaultRequests)
    {
        await using var store = new SqliteConversationStore(path);
        var listed = await ListedAsync(store).ConfigureAwait(false);
        await using var app = await StartAsync(store).ConfigureAwait(false);
        string url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        string Own(int i) => $"{url}/convlog/v1/conversations/{listed[i].Id}";

        Console.WriteLine(Header);
        await MeasureAsync("own, quiet", Own, Key, listed.Count, requests).ConfigureAwait(false);

        using var stop = new CancellationTokenSource();
        var ingest = Task.Run(() => IngestAsync(store, stop.Token));
        long start = Stopwatch.GetTimestamp();
        await MeasureAsync("own, beside ingest", Own, Key, listed.Count, requests).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync().ConfigureAwait(false);
        int stored = await ingest.ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{stored * (double)HostConversation.Entries / seconds:N0} entries/s beside them"));
        return 0;
    }

    // Returns the number of stored conversations.
    private static async Task<int> IngestAsync(SqliteConversationStore store, CancellationToken stop)
    {
        await using var sink = new StoreSink(store);
        int stored = 0;
        for (; !stop.IsCancellationRequested; stored++)
        {
            var conversation = new HostConversation(stored, sink, []);
            foreach (int _ in conversation.Steps())
            {
                // Without pauses, because no user is simulated here.
            }

            await conversation.EndAsync().ConfigureAwait(false);
        }

        return stored;
    }

    public static async Task<List<(string Agent, string Id)>> ListedAsync(SqliteConversationStore store)
    {
        var listed = new List<(string, string)>();
        var query = new ConversationQuery { Limit = 10_000 };
        do
        {
            var page = await store.ListAsync(query, withPii: false).ConfigureAwait(false);
            listed.AddRange(page.Conversations.Select(static summary => (summary.Conversation.AgentId, summary.Conversation.ConversationId)));
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        return listed;
    }

    private static async Task<WebApplication> StartAsync(SqliteConversationStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog(options => options.Store = store);
        builder.Services.AddConvLogConsole(static options =>
        {
            options.ApiKeys.Add(Key, "Reader");
            options.ApiKeys.Add(PiiKey, "Permitted", canReadPii: true);
        });
        var app = builder.Build();
        app.MapConvLog();
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }

    private static async Task MeasureAsync(string name, Func<int, string> urlOf, string key, int conversations, int requests)
    {
        using var client = ClientOf(key);
        await AskAsync(client, urlOf, conversations, requests).ConfigureAwait(false); // Until the JIT has optimized all code.
        var spent = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        double[] taken = await AskAsync(client, urlOf, conversations, requests).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double microseconds = (Environment.CpuUsage.TotalTime - spent).TotalMicroseconds / taken.Length;
        Array.Sort(taken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {taken.Length / seconds:N0} | {taken[taken.Length / 2]:0.00} | "
                + $"{taken[Math.Min(taken.Length - 1, (int)Math.Ceiling(taken.Length * 0.99) - 1)]:0.00} | {taken[^1]:0.00} | {microseconds:0} |"));
    }

    private static HttpClient ClientOf(string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers, UseCookies = false });
        client.DefaultRequestHeaders.Add("X-API-KEY", key);
        return client;
    }

    private static async Task<double[]> AskAsync(HttpClient client, Func<int, string> urlOf, int conversations, int requests)
    {
        int share = Math.Max(1, requests / Readers);
        double[][] taken = await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            var random = new Random(reader);
            double[] own = new double[share];
            for (int i = 0; i < share; i++)
            {
                var url = new Uri(urlOf(random.Next(conversations)));
                long start = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(url).ConfigureAwait(false);
                byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                own[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (response.StatusCode != HttpStatusCode.OK || body.Length < 100)
                {
                    throw new InvalidOperationException($"{url} answered {(int)response.StatusCode} with {body.Length} bytes.");
                }
            }

            return own;
        }))).ConfigureAwait(false);
        return [.. taken.SelectMany(static own => own)];
    }
}
