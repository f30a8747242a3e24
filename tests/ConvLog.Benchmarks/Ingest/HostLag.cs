using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host-lag MINUTES</c>: 200 concurrent conversations over SQLite with alternating steps, as fast as they are stored, for this time. Reports how many
/// documents the text index was behind and for how long, sampled five times a second.
/// </summary>
internal static class HostLag
{
    private const int AtOnce = 200;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <param name="minutes">The duration in minutes.</param>
    public static async Task<int> RunAsync(double minutes)
    {
        using var folder = new BenchmarkFolder();
        var store = new SqliteConversationStore(folder.NewPath());
        await using var closing = store.ConfigureAwait(false);
        var sink = new StoreSink(store);
        await using var flushing = sink.ConfigureAwait(false);
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
        var watching = Task.Run(() => WatchAsync(store, over.Token));
        long begun = Stopwatch.GetTimestamp();
        int conversations = 0;
        for (; !over.IsCancellationRequested; conversations += AtOnce)
        {
            await HostRounds.RunAsync(sink, conversations, AtOnce, new HostWorkMeter(), withModels: false).ConfigureAwait(false);
        }

        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var (documents, lag) = await watching.ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{conversations * (long)HostConversation.Entries:N0} entries in {seconds:0} s, {conversations * HostConversation.Entries / seconds:N0} a second; "
                + $"the index was at most {documents:N0} documents and {lag:0.0} s behind"));
        return 0;
    }

    private static async Task<(double Documents, double Seconds)> WatchAsync(SqliteConversationStore store, CancellationToken over)
    {
        double documents = 0, seconds = 0;
        while (!over.IsCancellationRequested)
        {
            var figures = (await store.CheckHealthAsync(CancellationToken.None).ConfigureAwait(false)).Parts.SelectMany(static part => part.Figures)
                .ToLookup(static figure => figure.Key, static figure => figure.Value, StringComparer.Ordinal);
            documents = Math.Max(documents, figures["pending_documents"].Max());
            seconds = Math.Max(seconds, figures["lag_seconds"].Max());
            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }

        return (documents, seconds);
    }
}
