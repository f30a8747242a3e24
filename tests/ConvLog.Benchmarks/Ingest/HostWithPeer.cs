using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host-peer [ROUNDS]</c>: whole conversations over SQLite, sequentially, and Serilog's steps for as many bare entries. The rounds alternate, so that both
/// run under the same conditions. Medians.
/// </summary>
internal static class HostWithPeer
{
    /// <param name="rounds">The number of rounds of each.</param>
    public static async Task<int> RunAsync(int rounds)
    {
        var (work, peer) = await MeasureAsync(rounds).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"SQLite {work.EntriesPerSecond:N0} entries/s, {work.Processor:0.0} µs of processor time, {work.Written:N0} bytes written; "
            + $"Serilog's steps {peer.Rate:N0} entries/s, {peer.Processor:0.0} µs, {peer.Written:N0} bytes; "
            + $"{work.EntriesPerSecond / peer.Rate:0.00} of their rate"));
        return 0;
    }

    /// <summary>Returns the medians of both.</summary>
    /// <param name="rounds">The number of rounds of each after the warm-up.</param>
    public static async Task<(HostWorkResult Work, SerilogResult Peer)> MeasureAsync(int rounds)
    {
        using var folder = new BenchmarkFolder();
        var serilog = new SerilogRounds(folder, grown: null);
        var works = new List<HostWorkResult>();
        var peers = new List<SerilogResult>();
        for (int round = 0; round < HostRounds.WarmUpRounds + rounds; round++)
        {
            works.Add(await HostRounds.RoundAsync(() => new SqliteConversationStore(folder.NewPath()), kept: null, atOnce: 1).ConfigureAwait(false));
            peers.Add(await serilog.RunAsync().ConfigureAwait(false));
        }

        return (HostWorkResult.Median(works[HostRounds.WarmUpRounds..]), SerilogResult.Median(peers[HostRounds.WarmUpRounds..]));
    }
}
