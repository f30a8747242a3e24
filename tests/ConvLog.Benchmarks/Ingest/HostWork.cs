using ConvLog.PostgreSql;
using ConvLog.Sqlite;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host [CONNECTION | FILE]</c>: <see cref="HostRounds"/> in memory and over SQLite, sequentially with waiting until each is stored, and 200 concurrently.
/// With a connection string also over PostgreSQL; with a grown file over SQLite only, with a copy for each row of the table. For comparison, the steps of
/// Serilog's SQLite sink for as many bare entries, 100 per flush, in a file with as many rows. Processor time and written bytes are those of this process,
/// without a server. <c>host-models [CONNECTION | FILE]</c>: the same with model calls.
/// </summary>
internal static class HostWork
{
    private const int AtOnce = 200;
    private const string Schema = "convlog_host";

    public static async Task<int> RunAsync(string? argument, bool withModels = false)
    {
        string? connectionString = IsConnection(argument) ? argument : null;
        var grown = connectionString is null ? GrownFile.Of(argument) : null;
        using var folder = new BenchmarkFolder();
        Console.WriteLine("| store | at once | entries/s | processor, µs an entry | allocated | written | kept | call p50, p99, p99.9 (µs) | "
            + "stored p50, p99 (ms) | indexed after |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        if (grown is null)
        {
            await RunAsync("memory", static _ => new InMemoryConversationStore(), kept: null, withModels).ConfigureAwait(false);
        }

        var files = new Dictionary<int, MeasuredFile> { [1] = new(folder, grown), [AtOnce] = new(folder, grown) };
        await RunAsync("SQLite", atOnce => new SqliteConversationStore(files[atOnce].Next()), atOnce => files[atOnce].Bytes, withModels).ConfigureAwait(false);
        if (connectionString is not null)
        {
            await RunAsync("PostgreSQL", _ => OnServer(connectionString), kept: null, withModels).ConfigureAwait(false);
        }

        Console.WriteLine($"| Serilog's steps, bare entries | 1 | {await new SerilogRounds(folder, grown).MedianAsync().ConfigureAwait(false)}");
        return 0;
    }

    /// <summary>Whole conversations with model calls, sequentially, in memory: the cost of capturing them. Medians.</summary>
    public static Task<HostWorkResult> MeasureModelsAsync()
        => HostRounds.MedianAsync(static () => new InMemoryConversationStore(), kept: null, atOnce: 1, withModels: true);

    /// <summary>Whether an argument is a connection string instead of a file.</summary>
    public static bool IsConnection(string? argument) => argument?.Contains('=', StringComparison.Ordinal) == true;

    /// <summary>A store in a new, empty schema.</summary>
    public static PostgreSqlConversationStore OnServer(string connectionString)
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

    private static async Task RunAsync(string name, Func<int, IConversationStore> open, Func<int, long>? kept, bool withModels)
    {
        foreach (int atOnce in (int[])[1, AtOnce])
        {
            var result = await HostRounds.MedianAsync(() => open(atOnce), kept is null ? null : () => kept(atOnce), atOnce, withModels).ConfigureAwait(false);
            Console.WriteLine($"| {name} | {atOnce} | {result} |");
        }
    }
}
