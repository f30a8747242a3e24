using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Sqlite;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host [CONNECTION]</c>: whole conversations (<see cref="HostConversation"/>) with the default options of stores and sinks, text index on: one after
/// another, each waited for until it is stored, and 200 at once, a step of each in turn. Beside them the steps of Serilog's SQLite sink for as many bare
/// entries, 100 a flush. Processor time and bytes written are those of this process, so not those of a server. <c>host-models [CONNECTION]</c>: the same with
/// model calls.
/// </summary>
internal static class HostWork
{
    private const int Rounds = 5;

    // Until then the runtime compiles methods again, for the store and for the peer: a host does that once.
    private const int WarmUpRounds = 4;
    private const int AtOnce = 200;
    private const int Conversations = 400;
    private const string Schema = "convlog_host";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string? connectionString, bool withModels = false)
    {
        using var folder = new BenchmarkFolder();
        Console.WriteLine("| store | at once | entries/s | processor, µs an entry | allocated | written | kept | call p50, p99, p99.9 (µs) | "
            + "stored p50, p99 (ms) | indexed after |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await RunAsync("memory", static () => new InMemoryConversationStore(), kept: null, withModels).ConfigureAwait(false);
        string path = folder.NewPath();
        await RunAsync("SQLite", () => new SqliteConversationStore(path = folder.NewPath()), () => FilesOf(path), withModels).ConfigureAwait(false);
        if (connectionString is not null)
        {
            await RunAsync("PostgreSQL", () => OnServer(connectionString), kept: null, withModels).ConfigureAwait(false);
        }

        var (rate, processor) = await SerilogAsync(folder).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Serilog's steps, bare entries | 1 | {rate:N0} | {processor:0.0} | | | | | | |"));
        return 0;
    }

    /// <summary><c>host-peer [ROUNDS]</c>: what <see cref="MeasureAsync"/> measures.</summary>
    /// <param name="rounds">How many rounds of each.</param>
    public static async Task<int> RunBesidePeerAsync(int rounds)
    {
        var (work, (peerRate, peerProcessor)) = await MeasureAsync(rounds).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"SQLite {work.EntriesPerSecond:N0} entries/s, {work.Processor:0.0} µs of processor time, {work.Written:N0} bytes written; "
            + $"Serilog's steps {peerRate:N0} entries/s, {peerProcessor:0.0} µs; {work.EntriesPerSecond / peerRate:0.00} of their rate"));
        return 0;
    }

    /// <summary>
    /// <c>host-interleaved [OPEN]</c>: conversations over SQLite, one after another and OPEN at once, a step of each in turn: a round of each in turn. Medians.
    /// The queue has room for all.
    /// </summary>
    /// <param name="open">How many at once.</param>
    public static async Task<int> RunInterleavedAsync(int open)
    {
        using var folder = new BenchmarkFolder();
        var options = new StoreSinkOptions { QueueCapacity = 1_000_000, MaxQueueBytes = 1L << 30 };
        var results = new Dictionary<int, List<HostWorkResult>> { [1] = [], [open] = [] };
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            foreach (var (atOnce, measured) in results)
            {
                measured.Add(await RoundAsync(() => new SqliteConversationStore(folder.NewPath()), kept: null, atOnce, options).ConfigureAwait(false));
            }
        }

        var (whole, interleaved) = (HostWorkResult.Median(results[1][WarmUpRounds..]), HostWorkResult.Median(results[open][WarmUpRounds..]));
        foreach (var (atOnce, work) in ((int, HostWorkResult)[])[(1, whole), (open, interleaved)])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{atOnce:N0} at once: {work.EntriesPerSecond:N0} entries/s, {work.Processor:0.0} µs of processor time, {work.Written:N0} bytes written"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{interleaved.Processor / whole.Processor:0.00} times the processor time, "
            + $"{interleaved.EntriesPerSecond / whole.EntriesPerSecond:0.00} of the rate"));
        return 0;
    }

    /// <summary>
    /// <c>host-lag MINUTES</c>: conversations over SQLite for so long, a step of each of 200 in turn, as fast as they are stored; how many documents the text
    /// index was behind, and for how long, asked five times a second.
    /// </summary>
    /// <param name="minutes">How long.</param>
    public static async Task<int> RunForLagAsync(double minutes)
    {
        using var folder = new BenchmarkFolder();
        var store = new SqliteConversationStore(folder.NewPath());
        await using var closing = store.ConfigureAwait(false);
        var sink = new StoreSink(store);
        await using var flushing = sink.ConfigureAwait(false);
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var watching = Task.Run(() => WatchLagAsync(store, over.Token));
        long begun = Stopwatch.GetTimestamp();
        int conversations = 0;
        for (; !over.IsCancellationRequested; conversations += AtOnce)
        {
            await RunAsync(sink, conversations, AtOnce, new HostWorkMeter(), withModels: false).ConfigureAwait(false);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var (documents, lag) = await watching.ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{conversations * (long)HostConversation.Entries:N0} entries in {seconds:0} s, {conversations * HostConversation.Entries / seconds:N0} a second; "
                + $"the index was at most {documents:N0} documents and {lag:0.0} s behind"));
        return 0;
    }

    private static async Task<(double Documents, double Seconds)> WatchLagAsync(SqliteConversationStore store, CancellationToken over)
    {
        double documents = 0, seconds = 0;
        while (!over.IsCancellationRequested)
        {
            var figures = (await store.CheckHealthAsync(CancellationToken.None).ConfigureAwait(false)).Parts.SelectMany(static part => part.Figures)
                .ToLookup(static figure => figure.Key, static figure => figure.Value, StringComparer.Ordinal);
            documents = Math.Max(documents, figures["pending_documents"].Max());
            seconds = Math.Max(seconds, figures["lag_seconds"].Max());
            await Task.Delay(s_pause * 10, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }

        return (documents, seconds);
    }

    /// <summary>
    /// Whole conversations over SQLite, one after another, and Serilog's steps for as many bare entries: a round of each in turn, so that both meet the machine
    /// at the same pace. Medians.
    /// </summary>
    /// <param name="rounds">How many rounds of each, after those that warm up.</param>
    public static async Task<(HostWorkResult Work, (double Rate, double Processor) Peer)> MeasureAsync(int rounds)
    {
        using var folder = new BenchmarkFolder();
        var works = new List<HostWorkResult>();
        var peers = new List<(double Rate, double Processor)>();
        for (int round = 0; round < WarmUpRounds + rounds; round++)
        {
            works.Add(await RoundAsync(() => new SqliteConversationStore(folder.NewPath()), kept: null, atOnce: 1).ConfigureAwait(false));
            peers.Add(await SerilogRoundAsync(folder).ConfigureAwait(false));
        }

        return (HostWorkResult.Median(works[WarmUpRounds..]), Median(peers[WarmUpRounds..]));
    }

    /// <summary>Whole conversations with model calls, one after another, in memory: what capture costs them. Medians.</summary>
    public static Task<HostWorkResult> MeasureModelsAsync()
        => MedianAsync(static () => new InMemoryConversationStore(), kept: null, atOnce: 1, withModels: true);

    private static async Task RunAsync(string name, Func<IConversationStore> open, Func<long>? kept, bool withModels)
    {
        foreach (int atOnce in (int[])[1, AtOnce])
        {
            Console.WriteLine($"| {name} | {atOnce} | {await MedianAsync(open, kept, atOnce, withModels).ConfigureAwait(false)} |");
        }
    }

    private static async Task<HostWorkResult> MedianAsync(Func<IConversationStore> open, Func<long>? kept, int atOnce, bool withModels)
    {
        var results = new List<HostWorkResult>();
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            results.Add(await RoundAsync(open, kept, atOnce, withModels: withModels).ConfigureAwait(false));
        }

        return HostWorkResult.Median(results[WarmUpRounds..]);
    }

    private static async Task<HostWorkResult> RoundAsync(Func<IConversationStore> open, Func<long>? kept, int atOnce, StoreSinkOptions? options = null,
        bool withModels = false)
    {
        var store = open();
        long before = 0;
        HostWorkResult result;
        var sink = new StoreSink(store, options);
        try
        {
            await store.CheckHealthAsync().ConfigureAwait(false); // Opens it.
            before = kept?.Invoke() ?? 0;
            result = await RoundAsync(store, sink, atOnce, withModels).ConfigureAwait(false);
        }
        finally
        {
            await sink.DisposeAsync().ConfigureAwait(false);
            await ((store as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
        }

        // Of the closed file: its log, which is bounded, would be most of so few conversations.
        return result with { Kept = kept is null ? null : (kept() - before) / (double)(Conversations * HostConversation.Entries) };
    }

    private static async Task<HostWorkResult> RoundAsync(IConversationStore store, StoreSink sink, int atOnce, bool withModels)
    {
        var meter = new HostWorkMeter();
        int conversations = Math.Max(Conversations, atOnce);
        for (int first = 0; first < conversations; first += atOnce)
        {
            await RunAsync(sink, first, Math.Min(atOnce, conversations - first), meter, withModels).ConfigureAwait(false);
        }

        meter.Stored(conversations * HostConversation.Entries);
        while ((await store.CheckHealthAsync().ConfigureAwait(false)).Parts.SelectMany(static part => part.Figures)
            .Any(static figure => string.Equals(figure.Key, "pending_documents", StringComparison.Ordinal) && figure.Value > 0))
        {
            await Task.Delay(s_pause, TimeProvider.System).ConfigureAwait(false);
        }

        return meter.Indexed();
    }

    private static async Task RunAsync(StoreSink sink, int first, int atOnce, HostWorkMeter meter, bool withModels)
    {
        var conversations = Enumerable.Range(first, atOnce).Select(number => new HostConversation(number, sink, meter.Calls, withModels)).ToList();
        var going = conversations.ConvertAll(static conversation => conversation.Steps().GetEnumerator());
        while (going.Count > 0)
        {
            going.RemoveAll(static steps => !steps.MoveNext());
        }

        long ended = Stopwatch.GetTimestamp();
        foreach (var conversation in conversations)
        {
            await conversation.EndAsync().ConfigureAwait(false);
            meter.Waits.Add(Stopwatch.GetTimestamp() - ended);
        }
    }

    private static async Task<(double Rate, double Processor)> SerilogAsync(BenchmarkFolder folder)
    {
        var results = new List<(double Rate, double Processor)>();
        for (int round = 0; round < WarmUpRounds + Rounds; round++)
        {
            results.Add(await SerilogRoundAsync(folder).ConfigureAwait(false));
        }

        return Median(results[WarmUpRounds..]);
    }

    // Entries a second, and microseconds of processor time for each.
    private static async Task<(double Rate, double Processor)> SerilogRoundAsync(BenchmarkFolder folder)
    {
        const int Entries = Conversations * HostConversation.Entries;
        var serilog = new SerilogSteps(folder.NewPath());
        await using var closing = serilog.ConfigureAwait(false);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        double seconds = (await serilog.WriteAsync(Entries, HostConversation.Entries).ConfigureAwait(false)).TotalSeconds;
        return (Entries / seconds, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / Entries);
    }

    private static (double Rate, double Processor) Median(List<(double Rate, double Processor)> results) => results.Order().ElementAt(results.Count / 2);

    private static PostgreSqlConversationStore OnServer(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {Schema} CASCADE; DROP SCHEMA IF EXISTS {Schema}_keys CASCADE", connection);
        drop.ExecuteNonQuery();
        return new PostgreSqlConversationStore(connectionString, new PostgreSqlStoreOptions
        {
            Schema = Schema,
            KeysSchema = Schema + "_keys",
            KeyRing = Privacy.KeyRing.FromBase64("bench:" + Convert.ToBase64String(new byte[32])),
        });
    }

    private static long FilesOf(string path)
        => Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*").Sum(static file => new FileInfo(file).Length);
}
