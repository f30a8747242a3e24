using System.Globalization;
using ConvLog.Benchmarks.Ingest;
using Npgsql;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// <c>host-live [OPEN STEP_MS] CONNECTION</c>: the conversations of <see cref="PacedWork"/> over PostgreSQL, in an empty schema, compared with the load
/// generator alone. The processor time of the server is reported if it runs on this machine.
/// </summary>
internal static class PacedServer
{
    public static async Task RunAsync(IEnumerable<PacedShape> shapes, string connectionString)
    {
        Console.WriteLine("| open, step | entries/s | host's processor, µs an entry | server's | WAL, bytes an entry | writes/s | stored p50, p99 (ms) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var shape in shapes)
        {
            await RunAsync(shape, connectionString, new ServerMeter(source)).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(PacedShape shape, string connectionString, ServerMeter meter)
    {
        var store = HostWork.OnServer(connectionString);
        await store.CheckHealthAsync().ConfigureAwait(false); // Opens the store.
        var convLog = new PacedContestant(new ConvLogPeer(store, bytes: null), shape, meter);
        var load = new PacedContestant(new NoPeer(), shape);
        var rounds = await PacedPlan.Default.RunAsync([load, convLog]).ConfigureAwait(false);
        await load.CloseAsync().ConfigureAwait(false);
        await convLog.CloseAsync().ConfigureAwait(false);
        var result = PacedResult.Median(rounds.ConvertAll(static round => round[1].Without(round[0])));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {shape} | {result.Rate:N0} | {result.Processor:0.0} | {result.Server?.Processor:0.0} | {result.Server?.Wal:N0} | {result.Writes:0} | "
            + $"{result.StoredMedian:0.0}, {result.StoredSlow:0.0} |"));
    }
}
